--- What the set-up needs beyond lsp/pyidiom.lua, in Neovim 0.10 and later. See :help pyidiom.
local M = {}

local api = vim.api
local group = api.nvim_create_augroup("pyidiom", {})
local fix_all_kind = "source.fixAll.pyidiom"
local patience = 2000 -- milliseconds to wait for an answer where the editor must wait

--- Asks a client and waits. Clients have had methods since 0.11, before that functions.
local function request(client, method, params, buffer)
  local answer
  if vim.fn.has("nvim-0.11") == 1 then
    answer = client:request_sync(method, params, patience, buffer)
  else
    answer = client.request_sync(method, params, patience, buffer)
  end
  return answer and answer.result
end

local function clients(buffer)
  return vim.lsp.get_clients({ bufnr = buffer, name = "pyidiom" })
end

--- The file that a command would be, were it executable.
local function find(command)
  local candidates = { command }
  if not command:find("[/\\]") then
    local separator = vim.fn.has("win32") == 1 and ";" or ":"
    candidates = vim.tbl_map(function(directory)
      return directory .. "/" .. command
    end, vim.split(vim.env.PATH or "", separator))
  end
  for _, file in ipairs(candidates) do
    if (vim.uv.fs_stat(file) or {}).type == "file" then
      return file
    end
  end
end

--- Tells whether the server can be started, and the user, once, why it cannot.
local function runs(cmd)
  if type(cmd) ~= "table" or vim.fn.executable(cmd[1]) == 1 then
    return true
  end
  local file = find(cmd[1])
  local problem = file and ("%s is not executable: run `chmod +x` on it"):format(file)
    or ("%s is not found: install it, or give its path with require('pyidiom').setup({ cmd = { PATH, 'server' } })"):format(
      cmd[1]
    )
  vim.notify_once("pyidiom: " .. problem, vim.log.levels.ERROR)
  return false
end

--- Says once that the server that vim.lsp.enable("pyidiom") starts is missing, when there is a file for it. Neovim itself
--- writes only to its log. lsp/pyidiom.lua calls this when Neovim reads it, which is at the first file of any type.
function M.watch()
  local function check(buffer)
    local config = vim.lsp.config.pyidiom
    if vim.bo[buffer].buftype == "" and vim.list_contains(config.filetypes, vim.bo[buffer].filetype) then
      runs(config.cmd)
    end
  end
  api.nvim_create_autocmd("FileType", {
    group = group,
    callback = function(event)
      check(event.buf)
    end,
  })
  local buffer = api.nvim_get_current_buf()
  vim.schedule(function()
    if api.nvim_buf_is_valid(buffer) then
      check(buffer)
    end
  end)
end

--- Starts the server for Python files, pyproject.toml and pyidiom.toml.
---@param overrides table? fields of the configuration to replace, as for vim.lsp.config()
function M.setup(overrides)
  overrides = overrides or {}
  if vim.lsp.config then
    vim.lsp.config("pyidiom", overrides)
    vim.lsp.enable("pyidiom")
    return
  end

  local shipped = dofile(api.nvim_get_runtime_file("lsp/pyidiom.lua", false)[1])
  local capabilities = vim.lsp.protocol.make_client_capabilities()
  capabilities.textDocument.completion.completionItem.snippetSupport = true -- by M.completefunc, or a plugin
  local config = vim.tbl_deep_extend("force", { name = "pyidiom", capabilities = capabilities }, shipped, overrides)
  -- 0.10 cannot be told that settings which came later have changed the diagnostics.
  config.init_options = config.init_options or (config.settings or {}).pyidiom
  api.nvim_create_autocmd("FileType", {
    group = group,
    pattern = config.filetypes,
    callback = function(event)
      local function start(root)
        vim.lsp.start(vim.tbl_extend("force", config, { root_dir = root or false }), { bufnr = event.buf })
      end
      if vim.bo[event.buf].buftype ~= "" or not runs(config.cmd) then
        return
      end
      if type(config.root_dir) == "function" then
        config.root_dir(event.buf, start)
      else
        start(config.root_dir)
      end
    end,
  })
end

--- Applies all fixes that are safe, or that the configuration declares so.
---@param buffer integer? the current one by default
---@param automatic boolean? nobody asked: the setting fix-on-save says which rules may act
function M.fix_all(buffer, automatic)
  buffer = buffer or api.nvim_get_current_buf()
  for _, client in ipairs(clients(buffer)) do
    local actions = request(client, "textDocument/codeAction", {
      textDocument = { uri = vim.uri_from_bufnr(buffer) },
      range = {
        start = { line = 0, character = 0 },
        ["end"] = { line = api.nvim_buf_line_count(buffer), character = 0 },
      },
      context = { diagnostics = {}, only = { fix_all_kind }, triggerKind = automatic and 2 or 1 },
    }, buffer)
    for _, action in ipairs(actions or {}) do
      vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
    end
  end
end

--- Applies all fixes whenever a buffer with the server is written.
function M.fix_on_save()
  api.nvim_create_autocmd("BufWritePre", {
    group = group,
    callback = function(event)
      M.fix_all(event.buf, true)
    end,
  })
end

--- A 'completefunc' (i_CTRL-X_CTRL-U) that expands snippets, for Neovim 0.10, whose omnifunc cannot.
function M.completefunc(findstart, base)
  if findstart == 1 then
    local buffer = api.nvim_get_current_buf()
    local row, column = unpack(api.nvim_win_get_cursor(0))
    M.offered = { start = column, items = {} }
    for _, client in ipairs(clients(buffer)) do
      local encoding = client.offset_encoding
      local result = request(client, "textDocument/completion", vim.lsp.util.make_position_params(0, encoding), buffer) or {}
      for _, item in ipairs(result.items or result) do
        local from = item.textEdit.range.start
        M.offered.start = vim.lsp.util._get_line_byte_from_position(buffer, from, encoding)
        table.insert(M.offered.items, { client = client, item = item, row = row })
      end
    end
    return M.offered.start
  end
  local words = {}
  for number, offer in ipairs(M.offered.items) do
    local word = offer.item.filterText or offer.item.label
    if vim.startswith(word, base) then
      table.insert(words, {
        word = word,
        abbr = offer.item.label,
        menu = offer.item.detail,
        dup = 1,
        user_data = { pyidiom = number },
      })
    end
  end
  api.nvim_create_autocmd("CompleteDone", {
    group = group,
    once = true,
    callback = function()
      local completed = vim.v.completed_item
      vim.schedule(function() -- the snippet would not survive the end of the completion
        M.complete_done(completed)
      end)
    end,
  })
  return words
end

--- Puts the snippet, and what it imports, in the place of the word that was chosen.
function M.complete_done(completed)
  local number = type(completed.user_data) == "table" and completed.user_data.pyidiom
  local offer = number and M.offered.items[number]
  if not offer then
    return
  end
  local buffer = api.nvim_get_current_buf()
  local item = request(offer.client, "completionItem/resolve", offer.item, buffer) or offer.item
  local row, column = unpack(api.nvim_win_get_cursor(0))
  api.nvim_buf_set_text(buffer, row - 1, M.offered.start, row - 1, column, { "" })
  vim.lsp.util.apply_text_edits(item.additionalTextEdits or {}, buffer, offer.client.offset_encoding)
  vim.snippet.expand(item.textEdit.newText)
end

return M
