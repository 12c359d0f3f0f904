-- One editing session in a real Neovim, driven the way Neovim's own tests are: this script starts a second Neovim and
-- types into it over msgpack-RPC, so that popup menus, prompts and snippets behave as for a person.
--
--   nvim -l session.lua NVIM PLUGIN FILE
--
-- NVIM is the command to start, PLUGIN the directory with lsp/pyidiom.lua, FILE the file to edit. The server is found in
-- $PATH. Exit status 1, with what went wrong and the screen at that moment, when a step fails.
local nvim, plugin, file = unpack(_G.arg)
local patience = tonumber(vim.env.PYIDIOM_PATIENCE_MS) or 20000

local state = vim.fn.tempname()
vim.fn.mkdir(state, "p")
local channel = vim.fn.jobstart({ nvim, "--embed", "--headless", "--clean", "-n" }, {
  rpc = true,
  env = { XDG_STATE_HOME = state, XDG_CACHE_HOME = state, XDG_CONFIG_HOME = state },
})

local function lua(code, ...)
  return vim.rpcrequest(channel, "nvim_exec_lua", code, { ... })
end

local function keys(typed)
  vim.rpcrequest(channel, "nvim_input", typed)
end

local function screen()
  return lua([[
    local lines = {}
    for row = 1, vim.o.lines do
      local line = ""
      for column = 1, vim.o.columns do line = line .. vim.fn.screenstring(row, column) end
      lines[#lines + 1] = (line:gsub("%s+$", ""))
    end
    return table.concat(lines, "\n")
  ]])
end

--- Waits until the Lua chunk `code` returns a true value in the edited Neovim.
local function await(what, code, ...)
  local arguments = { ... }
  local blocked
  local done = vim.wait(patience, function()
    -- A Neovim that stands at a prompt answers nothing but nvim_get_mode.
    blocked = vim.rpcrequest(channel, "nvim_get_mode").blocking
    if blocked then return false end
    local value = lua(code, unpack(arguments))
    return value and value ~= vim.NIL
  end, 20)
  if not done then
    error(("timed out waiting for %s\n%s"):format(what, blocked and "(Neovim stands at a prompt)" or screen()), 0)
  end
end

--- Waits until the screen shows `text`.
local function await_screen(text)
  if not vim.wait(patience, function() return screen():find(text, 1, true) end, 20) then
    error(("timed out waiting for %q on the screen\n%s"):format(text, screen()), 0)
  end
end

local function equal(what, got, want)
  if not vim.deep_equal(got, want) then
    error(("%s: got %s\nwant %s"):format(what, vim.inspect(got), vim.inspect(want)), 0)
  end
end

--- The diagnostics of the buffer, in order: line, columns in bytes (0-based), code, source.
local function diagnostics()
  return lua([[
    local all = vim.tbl_map(function(d)
      return { d.lnum, d.col, d.end_col, d.code, d.source }
    end, vim.diagnostic.get(0))
    table.sort(all, function(a, b) return a[1] < b[1] or a[1] == b[1] and a[2] < b[2] end)
    return all
  ]])
end

local function session()
  vim.rpcrequest(channel, "nvim_ui_attach", 110, 30, {}) -- a screen, so that the popup menu is drawn
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
  vim.rpcrequest(channel, "nvim_command", "edit " .. vim.fn.fnameescape(file))

  await("three diagnostics", "return #vim.diagnostic.get(0) == 3")
  equal("diagnostics", diagnostics(), {
    { 5, 23, 41, "SQA001", "pyidiom" }, -- behind ü and 🚲: two and four bytes, one and two UTF-16 units
    { 6, 11, 29, "SQA001", "pyidiom" },
    { 14, 5, 14, "PYD079", "pyidiom" },
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
  vim.rpcrequest(channel, "nvim_command", "write")
end

local ok, problem = xpcall(session, function(message)
  return type(message) == "string" and message or debug.traceback(vim.inspect(message))
end)
local log = ok and "" or vim.fn.glob(state .. "/nvim/lsp.log")
if log ~= "" then
  problem = problem .. "\nlsp.log:\n" .. table.concat(vim.fn.readfile(log, "", -20), "\n")
end
pcall(vim.rpcnotify, channel, "nvim_command", "qa!") -- a request would hang if a prompt stands open
vim.fn.jobwait({ channel }, 3000)
vim.fn.jobstop(channel)
vim.fn.delete(state, "rf")
if not ok then
  io.stderr:write(problem, "\n")
  os.exit(1)
end
