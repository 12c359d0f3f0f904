-- Settings of the user, by the recipe of the help (0.11 and later) or as an argument of setup.
--
--   nvim -l settings.lua NVIM PLUGIN FILE
local command, plugin, file = unpack(_G.arg)
local nvim = dofile(plugin .. "/testdata/driver.lua").start(command)

nvim.finish(function()
  nvim.install()
  if vim.fn.has("nvim-0.11") == 1 then
    nvim.recipe("pyidiom-settings", 1)
    nvim.recipe("pyidiom-setup", 1)
  else
    nvim.lua([[require("pyidiom").setup({ settings = { pyidiom = { ignore = { "FAP010" } } } })]])
  end
  nvim.command("edit " .. vim.fn.fnameescape(file))
  nvim.await("two diagnostics", "return #vim.diagnostic.get(0) == 2")
  for _, diagnostic in ipairs(nvim.diagnostics("pyidiom")) do
    nvim.equal("a rule", diagnostic[4], "PYV004")
  end
end)
