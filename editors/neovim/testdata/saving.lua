-- Fix on save by one of the recipes of the help: the file on disk is fixed, and writing again changes nothing.
--
--   nvim -l saving.lua NVIM PLUGIN FILE RECIPE
local command, plugin, file, recipe = unpack(_G.arg)
local nvim = dofile(plugin .. "/testdata/driver.lua").start(command)

nvim.finish(function()
  nvim.install()
  nvim.recipe("pyidiom-setup", 2)
  nvim.recipe("pyidiom-fix-on-save", tonumber(recipe))
  nvim.command("edit " .. vim.fn.fnameescape(file))
  nvim.await("three diagnostics", "return #vim.diagnostic.get(0) == 3")
  nvim.command("write")
  nvim.await("no diagnostics", "return #vim.diagnostic.get(0) == 0")
  local before = nvim.lua("return vim.b.changedtick")
  nvim.command("write")
  nvim.equal("changes by the second write", nvim.lua("return vim.b.changedtick") - before, 0)
end)
