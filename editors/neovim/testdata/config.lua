-- For which buffers the server is started, and with which root.
--
--   nvim -l config.lua PLUGIN PROJECT
local plugin, project = unpack(_G.arg)
local config = dofile(plugin .. "/lsp/pyidiom.lua")

--- The root for a file: false when the server is not to start, "none" when it has no root.
local function root(file, filetype)
  local buffer = vim.fn.bufadd(file)
  vim.bo[buffer].filetype = filetype
  local answer = false
  config.root_dir(buffer, function(dir)
    answer = dir or "none"
  end)
  return answer
end

local failed = 0
for _, case in ipairs({
  { project .. "/trips/main.py", "python", project },
  { project .. "/trips/new/deep.py", "python", project },
  { project .. "/pyproject.toml", "toml", project },
  { project .. "/pyidiom.toml", "toml", project },
  { project .. "/Cargo.toml", "toml", false },
  { "/nowhere/lone.py", "python", "none" },
}) do
  local got = root(case[1], case[2])
  if got ~= case[3] then
    failed = failed + 1
    io.stderr:write(("%s: got %s, want %s\n"):format(case[1], got, case[3]))
  end
end
os.exit(failed == 0 and 0 or 1)
