-- A server that cannot be started: one message, and a file that can be edited and written.
--
--   nvim -l bad_server.lua NVIM PLUGIN FILE MESSAGE setup|enable
local command, plugin, file, message, how = unpack(_G.arg)
local nvim = dofile(plugin .. "/testdata/driver.lua").start(command)

nvim.finish(function()
  nvim.install()
  nvim.lua([[
    told = {}
    vim.notify = function(text, ...) told[#told + 1] = text end
  ]])
  if how == "setup" then
    nvim.recipe("pyidiom-setup", 2)
  else
    nvim.command("edit " .. vim.fn.fnameescape(vim.fs.dirname(file) .. "/notes.txt")) -- not for the server
    nvim.lua([[vim.lsp.enable("pyidiom")]])
  end
  nvim.command("edit " .. vim.fn.fnameescape(file))
  nvim.command("edit " .. vim.fn.fnameescape(vim.fs.dirname(file) .. "/__init__.py"))
  nvim.command("edit " .. vim.fn.fnameescape(file))
  nvim.await("a message", "return #told > 0")
  vim.wait(300) -- no more of them come
  for _, text in ipairs(nvim.lua("return told")) do
    if not text:find(message, 1, true) then
      error(("got the message %q, want one with %q"):format(text, message), 0)
    end
  end
  print(#nvim.lua("return told") .. " times: " .. nvim.lua("return told[1]"))
  nvim.keys("Oimport sys<Esc>")
  nvim.await("the typed line", [[return vim.fn.getline(1) == "import sys" and vim.fn.mode() == "n"]])
  nvim.command("write")
end)
