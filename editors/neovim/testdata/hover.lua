-- K on a finding shows the page of its rule.
--
--   nvim -l hover.lua NVIM PLUGIN FILE
local command, plugin, file = unpack(_G.arg)
local nvim = dofile(plugin .. "/testdata/driver.lua").start(command)

nvim.finish(function()
  nvim.install()
  nvim.recipe("pyidiom-setup", 2)
  nvim.command("edit " .. vim.fn.fnameescape(file))
  nvim.await("three diagnostics", "return #vim.diagnostic.get(0) == 3")
  nvim.keys("/utcnow<CR>K")
  nvim.await_screen("utcnow-deprecated")
end)
