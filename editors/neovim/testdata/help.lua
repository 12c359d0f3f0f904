-- The help: its tags are unique, what it refers to is there, and :help finds it.
--
--   nvim -l help.lua NVIM PLUGIN FILE
local command, plugin = unpack(_G.arg)
local doc = vim.fn.tempname()
vim.fn.mkdir(doc .. "/doc", "p")
vim.fn.writefile(vim.fn.readfile(plugin .. "/doc/pyidiom.txt"), doc .. "/doc/pyidiom.txt")
vim.cmd.helptags(doc .. "/doc")
vim.opt.runtimepath:prepend(doc)
vim.cmd.help("pyidiom")
assert(vim.api.nvim_buf_get_name(0):find("pyidiom.txt", 1, true))

local missing = {}
local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n"):gsub(">%a*\n.-\n<", "")
for tag in text:gmatch("|([^|%s]+)|") do
  if #vim.fn.getcompletion(tag, "help") == 0 then
    missing[#missing + 1] = tag
  end
end
for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
  if #line > 100 then
    missing[#missing + 1] = "line " .. number .. " is too long"
  end
end
vim.fn.delete(doc, "rf")
if #missing > 0 then
  io.stderr:write(table.concat(missing, "\n"), "\n")
  os.exit(1)
end
