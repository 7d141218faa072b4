import type { Locator, Page } from "playwright-core";

/** One step of a person at the workbench. */
export interface WorkbenchStep {
  readonly title: string;
  readonly perform: () => Promise<void>;
}

const code = "cluster/virtual-router-id-mismatch";

/**
 * What a person does who opens the odd node's file of a cluster: sees the squiggle, looks into the Problems panel, takes
 * the quick fix. Each step assumes those before it. `screenshot` stores what is to be seen, under a name.
 */
export function describeWorkbenchVisit(page: Page, screenshot: (name: string) => Promise<void>): WorkbenchStep[] {
  const problems = page.locator(".markers-panel .monaco-list-row");
  const mismatch = problems.filter({ hasText: code });
  const fixes = page.locator(".action-widget .monaco-list-row.action");

  return [
    {
      title: "the opened file has a squiggle",
      perform: async () => {
        await page.locator(".monaco-editor .squiggly-error").first().waitFor({ state: "attached", timeout: 60_000 });
        await screenshot("1-squiggle");
      },
    },
    {
      title: "the language status names the cluster and node, and counts its findings",
      perform: async () => {
        await page.locator("#status\\.languageStatus").hover();
        const entry = page.locator(".hover-language-status").filter({ hasText: "172.29.1.200 · dev6" });
        await entry.filter({ hasText: /3 nodes, \d errors, \d warnings/ }).waitFor({ timeout: 30_000 });
        await screenshot("2-status");
      },
    },
    {
      title: "its command leads from the cluster to the files with findings",
      perform: async () => {
        await page.locator(".hover-language-status a", { hasText: "Show Clusters" }).click();
        const files = page.locator(".quick-input-widget .monaco-list-row");
        await files.filter({ hasText: "dev7/haproxy.cfg" }).waitFor();
        await screenshot("3-clusters");
        await page.keyboard.press("Escape");
        await files.first().waitFor({ state: "hidden" });
      },
    },
    {
      title: "the cluster is explained beside the file",
      perform: async () => {
        await page.keyboard.press("F1");
        await page.locator(".quick-input-widget input").first().fill(">Explain this file's cluster");
        await page.locator(".quick-input-widget .monaco-list-row", { hasText: "Explain this file" }).first().click();
        const tab = page.locator(".tab", { hasText: "Cluster.md" }).first();
        await tab.waitFor({ timeout: 30_000 });
        const preview = page.frameLocator("iframe.webview").frameLocator("iframe").locator("h2");
        await preview.filter({ hasText: "172.29.1.200" }).waitFor({ timeout: 30_000 });
        await screenshot("4-explanation");
        await tab.locator(".tab-actions .action-label").first().click();
        await tab.waitFor({ state: "hidden" });
      },
    },
    {
      title: "the Problems panel shows the error across files with the related place",
      perform: async () => {
        await page.keyboard.press("Control+Shift+M");
        await filterProblems(page, code);
        await mismatch.first().waitFor({ timeout: 30_000 });
        await page.locator(".markers-panel .related-info-resource").first().waitFor();
        // The panel filters a moment after the typing; what is shown then is what a click hits.
        await page.locator(".viewpane-filter-badge", { hasText: "Showing" }).first().waitFor();
        await screenshot("5-problems");
      },
    },
    {
      title: "the quick fix is offered at the place",
      perform: async () => {
        // A double click in the panel puts the cursor into the text.
        await mismatch.first().dblclick();
        await page.locator(".monaco-editor.focused").first().waitFor();
        await openQuickFixes(page, fixes.first());
        await screenshot("6-quick-fix");
      },
    },
    {
      title: "the fix ends the finding in the Problems panel",
      perform: async () => {
        await page.keyboard.press("Enter");
        await fixes.first().waitFor({ state: "hidden" });
        await mismatch.first().waitFor({ state: "hidden", timeout: 30_000 });
        // The cluster's other findings are still there, and this one is not among them.
        await filterProblems(page, "");
        await problems.filter({ hasText: "haconf" }).first().waitFor();
        await screenshot("7-fixed");
        if ((await mismatch.count()) > 0) throw new Error(`${code} is shown again`);
      },
    },
    {
      title: "a script of the cluster has a status and an explanation as well",
      perform: async () => {
        await page.keyboard.press("Control+P");
        await page.locator(".quick-input-widget input").first().fill("kubeadm.sh");
        await page.locator(".quick-input-widget .monaco-list-row", { hasText: "kubeadm.sh" }).first().click();
        const tab = page.locator(".tab", { hasText: "kubeadm.sh" }).first();
        await tab.waitFor();
        await page.locator("#status\\.languageStatus").hover();
        await page.locator(".hover-language-status", { hasText: "172.29.1.200" }).waitFor({ timeout: 30_000 });
        await tab.click({ button: "right" });
        await page.locator(".monaco-menu", { hasText: "Explain this file's cluster" }).waitFor();
        await screenshot("8-script");
        await page.keyboard.press("Escape");
      },
    },
  ];
}

/**
 * Asks for the quick fixes at the cursor. A key that comes while the editor is still taking the focus over is lost, so that it
 * is pressed again, as a person would.
 */
async function openQuickFixes(page: Page, firstFix: Locator): Promise<void> {
  for (let tries = 1; ; tries++) {
    await page.keyboard.press("Control+.");
    const isShown = await firstFix.waitFor({ timeout: 4_000 }).then(
      () => true,
      () => false,
    );
    if (isShown) return;
    if (tries === 6) throw new Error("no quick fix is shown");
  }
}

/** Lets the Problems panel show only what a text occurs in; everything for an empty text. */
async function filterProblems(page: Page, text: string): Promise<void> {
  const filter = page.locator(".panel .viewpane-filter input").first();
  await filter.waitFor();
  await filter.fill(text);
}
