-- Drives a real Neovim the way Neovim's own tests do: it is started as a child, and typed into over msgpack-RPC, so that
-- popup menus, prompts and snippets behave as for a person.
--
--   local nvim = dofile(".../driver.lua").start(COMMAND)
--   nvim.finish(function() ... end)
local M = { plugin = vim.fn.fnamemodify(debug.getinfo(1, "S").source:sub(2), ":p:h:h") }

local patience = tonumber(vim.env.PYIDIOM_PATIENCE_MS) or 20000

function M.start(command)
  local nvim = {}
  local state = vim.fn.tempname()
  vim.fn.mkdir(state, "p")
  local channel = vim.fn.jobstart({ command, "--embed", "--headless", "--clean", "-n" }, {
    rpc = true,
    env = { XDG_STATE_HOME = state, XDG_CACHE_HOME = state, XDG_CONFIG_HOME = state },
  })
  vim.rpcrequest(channel, "nvim_ui_attach", 110, 30, {}) -- a screen, so that the popup menu is drawn

  --- Tells whether the child stands at a prompt, where it answers nothing but nvim_get_mode.
  local function blocked()
    return vim.rpcrequest(channel, "nvim_get_mode").blocking
  end

  --- Runs a chunk of Lua in the child.
  function nvim.lua(code, ...)
    return vim.rpcrequest(channel, "nvim_exec_lua", code, { ... })
  end

  function nvim.command(text)
    vim.rpcrequest(channel, "nvim_command", text)
  end

  function nvim.keys(typed)
    vim.rpcrequest(channel, "nvim_input", typed)
  end

  function nvim.screen()
    return nvim.lua([[
      local lines = {}
      for row = 1, vim.o.lines do
        local line = ""
        for column = 1, vim.o.columns do line = line .. vim.fn.screenstring(row, column) end
        lines[#lines + 1] = (line:gsub("%s+$", ""))
      end
      return table.concat(lines, "\n")
    ]])
  end

  --- Waits until the Lua chunk `code` returns a true value in the child.
  function nvim.await(what, code, ...)
    local arguments = { ... }
    local done = vim.wait(patience, function()
      if blocked() then
        return false
      end
      local value = nvim.lua(code, unpack(arguments))
      return value and value ~= vim.NIL
    end, 20)
    if not done then
      local shown = blocked() and "(Neovim stands at a prompt)"
        or nvim.screen() .. "\n" .. nvim.lua([[return vim.fn.execute("messages")]])
      error(("timed out waiting for %s\n%s"):format(what, shown), 0)
    end
  end

  --- Waits until the screen shows `text`.
  function nvim.await_screen(text)
    local function shown()
      return not blocked() and nvim.screen():find(text, 1, true)
    end
    if not vim.wait(patience, shown, 20) then
      error(("timed out waiting for %q on the screen\n%s"):format(text, blocked() and "(a prompt)" or nvim.screen()), 0)
    end
  end

  --- Waits until the child asks for something.
  function nvim.await_prompt()
    if not vim.wait(patience, blocked, 20) then
      error(("timed out waiting for a prompt\n%s"):format(nvim.screen()), 0)
    end
  end

  function nvim.equal(what, got, want)
    if not vim.deep_equal(got, want) then
      error(("%s: got %s\nwant %s"):format(what, vim.inspect(got), vim.inspect(want)), 0)
    end
  end

  --- Runs the Lua recipe number `n` that the help gives below `tag`.
  function nvim.recipe(tag, n)
    local text = table.concat(vim.fn.readfile(M.plugin .. "/doc/pyidiom.txt"), "\n")
    local _, from = text:find("%*" .. vim.pesc(tag) .. "%*")
    local below = text:sub(from + 1):gsub("\n[-=]+\n.*", "")
    for block in below:gmatch(">lua\n(.-)\n<") do
      n = n - 1
      if n == 0 then
        return nvim.lua(block)
      end
    end
    error("the help gives no such recipe: " .. tag, 0)
  end

  --- Puts the plugin into 'runtimepath'.
  function nvim.install()
    nvim.lua([[vim.opt.runtimepath:prepend(...) vim.o.expandtab = true vim.o.cmdheight = 6]], M.plugin)
  end

  --- Ends the server as a crash would.
  function nvim.kill_server()
    local program = vim.uv.fs_realpath(vim.fn.exepath("pyidiom"))
    for _, link in ipairs(vim.fn.glob("/proc/[0-9]*/exe", true, true)) do
      if vim.uv.fs_readlink(link) == program then
        return assert(vim.uv.kill(tonumber(link:match("%d+")), "sigkill"))
      end
    end
    error("no server runs", 0)
  end

  --- The diagnostics of a server in the buffer, in order: line, columns in bytes (0-based), code, source.
  function nvim.diagnostics(source)
    return nvim.lua(
      [[
      local source = ...
      local all = {}
      for _, d in ipairs(vim.diagnostic.get(0)) do
        if d.source == source then all[#all + 1] = { d.lnum, d.col, d.end_col, d.code, d.source } end
      end
      table.sort(all, function(a, b) return a[1] < b[1] or a[1] == b[1] and a[2] < b[2] end)
      return all
    ]],
      source
    )
  end

  --- Runs the session, ends the child, and exits with 0 or, with what went wrong, 1.
  function nvim.finish(session)
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
  end

  return nvim
end

return M
