-- One editing session in a real Neovim.
--
--   nvim -l session.lua NVIM PLUGIN FILE
--
-- NVIM is the command to start, PLUGIN the directory with lsp/pyidiom.lua, FILE the file to edit. The server is found in
-- $PATH. Exit status 1, with what went wrong and the screen at that moment, when a step fails.
local command, plugin, file = unpack(_G.arg)
local nvim = dofile(plugin .. "/testdata/driver.lua").start(command)
local lua, keys, await, await_screen, equal = nvim.lua, nvim.keys, nvim.await, nvim.await_screen, nvim.equal

local function session()
  -- The set-up that the documentation gives.
  lua(
    [[
    vim.opt.runtimepath:prepend(...)
    vim.o.completeopt = "menuone,noselect"
    vim.o.expandtab = true
    vim.lsp.enable("pyidiom")
  ]],
    plugin
  )
  nvim.command("edit " .. vim.fn.fnameescape(file))

  await("four diagnostics", "return #vim.diagnostic.get(0) == 4")
  equal("diagnostics", nvim.diagnostics("pyidiom"), {
    { 5, 23, 41, "SQA001", "pyidiom" }, -- behind ü and 🚲: two and four bytes, one and two UTF-16 units
    { 6, 11, 29, "SQA001", "pyidiom" },
    { 14, 5, 14, "PYD079", "pyidiom" },
    { 15, 8, 13, "PYD024", "pyidiom" },
  })

  -- A quick fix by function call: the diagnostic's only preferred one is applied at once.
  lua([[
    vim.api.nvim_win_set_cursor(0, { 6, 30 })
    vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.isPreferred end })
  ]])
  await("the first fix", [[return vim.fn.getline(6):find("expire_on_commit", 1, true)]])

  -- A quick fix by the default mapping, which asks with a numbered list.
  keys("7G011lgra")
  await_screen("1: Add expire_on_commit=False")
  keys("1<CR>")
  await("the second fix", [[return vim.fn.getline(7):find("expire_on_commit", 1, true)]])

  lua([[
    vim.api.nvim_win_set_cursor(0, { 15, 8 })
    vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.title:find("field_validator", 1, true) end })
  ]])
  await("the third fix", [[return vim.fn.getline(15):find("field_validator", 1, true)]])
  await("no diagnostics", "return #vim.diagnostic.get(0) == 0")

  -- A snippet: type its prefix, ask, choose, walk through its placeholders. Each stop is waited for, because
  -- vim.snippet.jump() feeds keys itself and a key typed ahead of them would land before them.
  keys("Gofa-lifespan")
  await("the typed prefix", [[return vim.fn.getline("."):find("fa-lifespan", 1, true)]])
  keys("<C-x><C-o>")
  await("the popup menu", [[
    local info = vim.fn.complete_info({ "items", "pum_visible" })
    return info.pum_visible == 1 and vim.iter(info.items):any(function(item) return item.abbr:find("lifespan", 1, true) end)
  ]])
  keys("<C-n><C-y>")
  await("the first placeholder", [[return vim.snippet.active() and vim.fn.mode() == "s"]])
  keys("await open_pool()")
  await("its text", [[return vim.fn.getline("."):find("open_pool", 1, true) and vim.fn.mode() == "i"]])
  keys("<Tab>")
  await("the second placeholder", [[return vim.fn.mode() == "s" and vim.fn.getline("."):find("stopping", 1, true)]])
  keys("await engine.dispose()")
  await("its text", [[return vim.fn.getline("."):find("dispose", 1, true) and vim.fn.mode() == "i"]])
  keys("<Tab>")
  await("the end of the snippet", [[return not vim.snippet.active()]])
  keys("<Esc>")
  await("normal mode", [[return vim.fn.mode() == "n"]])
  await("the imports", [[return vim.fn.search("^from contextlib import asynccontextmanager", "nw") > 0]])
  nvim.command("write")
end

nvim.finish(session)
