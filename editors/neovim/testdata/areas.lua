-- Accepts a snippet in each of several files, in a real Neovim.
--
--   nvim -l areas.lua NVIM PLUGIN FILE PREFIX FILE PREFIX ...
--
-- Where ¦ stands in a file the prefix is typed and the completion asked for and taken.
local command, plugin = _G.arg[1], _G.arg[2]
local nvim = dofile(plugin .. "/testdata/driver.lua").start(command)

local function accept(file, prefix)
  nvim.command("edit " .. vim.fn.fnameescape(file))
  nvim.await("the server", "return #vim.lsp.get_clients({ bufnr = 0 }) > 0 and vim.lsp.get_clients({ bufnr = 0 })[1].initialized")
  nvim.lua([[vim.fn.search("¦", "w")]])
  nvim.keys("s" .. prefix)
  nvim.await("the typed prefix", [[return vim.fn.getline(".") == ...]], prefix)
  nvim.keys("<C-x><C-o>")
  nvim.await("the popup menu", [[
    local info = vim.fn.complete_info({ "items", "pum_visible" })
    return info.pum_visible == 1 and info.items[1].abbr == ...
  ]], prefix)
  nvim.keys("<C-n><C-y>")
  nvim.await("the snippet", [[return vim.snippet.active()]])
  -- Its imports are asked for when it is accepted, and come a moment later.
  nvim.await("the imports", [[
    for _, client in ipairs(vim.lsp.get_clients({ bufnr = 0 })) do
      if next(client.requests) then return false end
    end
    return true
  ]])
  nvim.lua("vim.snippet.stop()")
  nvim.keys("<Esc>")
  nvim.await("normal mode", [[return vim.fn.mode() == "n"]])
  nvim.command("write")
end

nvim.finish(function()
  nvim.lua(
    [[
    vim.opt.runtimepath:prepend(...)
    vim.o.completeopt = "menuone,noselect"
    vim.o.expandtab = true
    vim.lsp.enable("pyidiom")
  ]],
    plugin
  )
  for i = 3, #_G.arg, 2 do
    accept(_G.arg[i], _G.arg[i + 1])
  end
end)
