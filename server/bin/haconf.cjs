#!/usr/bin/env node
// Node caches the compiled code of what is loaded after this call, so the bundle has to be a file of its own.
require("node:module").enableCompileCache?.();
require("../../dist/haconf.cjs");
