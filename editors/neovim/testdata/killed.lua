-- The server is killed in mid-edit. Neovim says so; started again as the help says, the server knows the text that is in
-- the buffer only.
--
--   nvim -l killed.lua NVIM PLUGIN FILE
local command, plugin, file = unpack(_G.arg)
local nvim = dofile(plugin .. "/testdata/driver.lua").start(command)

nvim.finish(function()
  nvim.install()
  nvim.recipe("pyidiom-setup", 2)
  nvim.command("edit " .. vim.fn.fnameescape(file))
  nvim.await("three diagnostics", "return #vim.diagnostic.get(0) == 3")
  nvim.keys("Oimport sys<Esc>")
  nvim.await("the typed line", [[return vim.fn.getline(1) == "import sys" and vim.fn.mode() == "n"]])
  nvim.kill_server()
  nvim.await("the message", [[return vim.fn.execute("messages"):find("Client pyidiom quit with exit code 0 and signal 9", 1, true)]])
  nvim.await("no client", "return #vim.lsp.get_clients() == 0")
  nvim.keys("oimport re<Esc>")
  nvim.await("the typed line", [[return vim.fn.getline(2) == "import re" and vim.fn.mode() == "n"]])
  nvim.command(vim.fn.has("nvim-0.12") == 1 and "lsp enable pyidiom" or "doautocmd FileType")
  nvim.await("three diagnostics", "return #vim.lsp.get_clients() == 1 and #vim.diagnostic.get(0) == 3")
  nvim.equal("diagnostics", nvim.diagnostics("pyidiom"), {
    { 8, 23, 38, "PYV004", "pyidiom" },
    { 9, 10, 25, "PYV004", "pyidiom" },
    { 16, 9, 35, "FAP010", "pyidiom" },
  })
  nvim.lua([[
    vim.api.nvim_win_set_cursor(0, { 17, 12 })
    vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.isPreferred end })
  ]])
  nvim.await("the fix", [[return vim.fn.search("Annotated\\[str, Depends(token)\\]", "nw") > 0]])
  nvim.command("write")
end)
