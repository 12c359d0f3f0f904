-- Completion as one types, by the recipe of the help for Neovim 0.12: a menu without a key for it, a snippet with imports.
--
--   nvim -l typing.lua NVIM PLUGIN FILE
local command, plugin, file = unpack(_G.arg)
local nvim = dofile(plugin .. "/testdata/driver.lua").start(command)

nvim.finish(function()
  nvim.install()
  nvim.recipe("pyidiom-setup", 1)
  nvim.recipe("pyidiom-completion", 1)
  nvim.command("edit " .. vim.fn.fnameescape(file))
  nvim.await("three diagnostics", "return #vim.diagnostic.get(0) == 3")
  nvim.keys("Go<CR><CR>fa-lifes")
  nvim.await("the popup menu", [[
    local info = vim.fn.complete_info({ "items", "pum_visible" })
    return info.pum_visible == 1 and #info.items == 2 and vim.fn.getline(".") == "fa-lifes"
  ]])
  local first = nvim.lua([[return vim.fn.complete_info({ "items" }).items[1].abbr]])
  nvim.keys((first == "fa-lifespan" and "<C-n>" or "<C-n><C-n>") .. "<C-y>")
  nvim.await("the snippet", [[return vim.snippet.active() and vim.fn.mode() == "s"]])
  nvim.keys("<Esc>")
  nvim.await("normal mode", [[return vim.fn.mode() == "n"]])
  nvim.command("write")
end)
