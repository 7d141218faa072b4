-- Neovim (0.7 or newer) as a client of `haconf lsp --stdio`: opens one node's file of a broken cluster, applies the
-- code action for one finding, and writes what it saw as JSON. The script that starts Neovim judges that.
--
-- HACONF_COMMAND  the command line of the server, as a JSON list
-- HACONF_ROOT     the cluster's folder
-- HACONF_FILE     the file to open
-- HACONF_CODE     the finding's code
-- HACONF_REPORT   where to write
local code = vim.env.HACONF_CODE
local report = { actions = {} }

local function code_of(diagnostic)
  local lsp = (diagnostic.user_data or {}).lsp or {}
  return diagnostic.code or lsp.code
end

local function matching(buffer)
  return vim.tbl_filter(function(diagnostic)
    return code_of(diagnostic) == code
  end, vim.diagnostic.get(buffer))
end

local function find_action(responses)
  for _, response in pairs(responses or {}) do
    for _, action in ipairs(response.result or {}) do
      table.insert(report.actions, action.title)
      -- Neovim 0.7 doesn't say that it knows of preferred actions, so none is marked; the first is taken, as a user would.
      if action.edit then
        return action
      end
    end
  end
end

vim.cmd("edit " .. vim.fn.fnameescape(vim.env.HACONF_FILE))
local buffer = vim.api.nvim_get_current_buf()
-- The server is told the language when the buffer is attached, so it has to be set before.
vim.api.nvim_buf_set_option(buffer, "filetype", "keepalived")
local client_id = vim.lsp.start_client({
  name = "haconf",
  cmd = vim.fn.json_decode(vim.env.HACONF_COMMAND),
  root_dir = vim.env.HACONF_ROOT,
})
vim.lsp.buf_attach_client(buffer, client_id)
local client = vim.lsp.get_client_by_id(client_id)

vim.wait(20000, function()
  return #matching(buffer) > 0 or client.is_stopped()
end, 20)
report.found = #matching(buffer) > 0
report.alive = not client.is_stopped()
local diagnostic = matching(buffer)[1]
if diagnostic then
  local lsp = (diagnostic.user_data or {}).lsp or {}
  report.message = diagnostic.message
  report.line = vim.api.nvim_buf_get_lines(buffer, diagnostic.lnum, diagnostic.lnum + 1, false)[1]
  report.related = vim.tbl_map(function(related)
    return related.location.uri
  end, lsp.relatedInformation or {})

  local start = { line = diagnostic.lnum, character = diagnostic.col }
  local finish = { line = diagnostic.end_lnum, character = diagnostic.end_col }
  local responses = vim.lsp.buf_request_sync(buffer, "textDocument/codeAction", {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    range = { start = start, ["end"] = finish },
    context = {
      diagnostics = {
        {
          range = { start = start, ["end"] = finish },
          severity = diagnostic.severity,
          source = diagnostic.source,
          code = code,
          message = diagnostic.message,
          data = lsp.data,
        },
      },
    },
  }, 10000)
  local action = find_action(responses)
  if action then
    vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
    report.gone = vim.wait(10000, function()
      return #matching(buffer) == 0
    end, 20)
    report.line_after = vim.api.nvim_buf_get_lines(buffer, diagnostic.lnum, diagnostic.lnum + 1, false)[1]
  end
end

client.stop()
report.stopped = vim.wait(3000, function()
  return client.is_stopped()
end, 20)
vim.fn.writefile({ vim.fn.json_encode(report) }, vim.env.HACONF_REPORT)
vim.cmd("qa!")
