---@brief
---
--- https://github.com/pyidiom/pyidiom
---
--- Pattern hints for Python, with proven fixes: FastAPI, Pydantic, SQLAlchemy, Django, pytest, typing and packaging.
---
--- This is what vim.lsp.enable("pyidiom") starts the server with (Neovim 0.11 and later). Override parts of it with
--- vim.lsp.config("pyidiom", { ... }).

-- Files that stand at the top of a Python project. The nearest directory that holds any of them is the root.
local project_files = {
  ["pyidiom.toml"] = true,
  ["pyproject.toml"] = true,
  ["setup.cfg"] = true,
  ["setup.py"] = true,
  ["requirements.txt"] = true,
  ["manage.py"] = true,
}

-- The rest of the plugin is not there where this file alone was copied.
local found, plugin = pcall(require, "pyidiom")
if found and vim.lsp.config then
  plugin.watch()
end

---@type vim.lsp.Config
return {
  cmd = { "pyidiom", "server" },
  filetypes = { "python", "toml" },
  on_init = function(client)
    -- Where a server can report on the whole workspace, Neovim 0.12 answers a refresh, after a change of settings for
    -- instance, by asking for that alone, and then does not use it for buffers that are open.
    local provider = client.server_capabilities.diagnosticProvider
    if provider then
      provider.workspaceDiagnostics = false
    end
  end,
  root_dir = function(bufnr, on_dir)
    local name = vim.fs.basename(vim.api.nvim_buf_get_name(bufnr))
    if vim.bo[bufnr].filetype == "toml" and name ~= "pyproject.toml" and name ~= "pyidiom.toml" then
      return -- no other TOML file is about Python
    end
    -- Without a root the server still starts and looks at the file alone.
    on_dir(vim.fs.root(bufnr, function(file)
      return project_files[file]
    end) or vim.fs.root(bufnr, ".git"))
  end,
}
