-- Expands every snippet of a JSON file in an empty buffer and compares the buffer with the plain text beside it.
local bad = 0
for _, body in ipairs(vim.json.decode(table.concat(vim.fn.readfile(_G.arg[1]), "\n"))) do
  vim.cmd.enew({ bang = true })
  vim.bo.expandtab, vim.bo.shiftwidth = true, 4
  local ok, problem = pcall(vim.snippet.expand, body.snippet)
  local got = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
  if not ok or got ~= body.plain then
    bad = bad + 1
    print(body.page .. ": " .. (ok and "it becomes\n" .. got or tostring(problem)))
  end
  vim.snippet.stop()
end
vim.cmd.cquit({ count = bad == 0 and 0 or 1, bang = true })
