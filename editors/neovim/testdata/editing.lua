-- A session in Neovim 0.12 or 0.10, with the server alone or beside pyright and ruff: diagnostics, two quick fixes, a
-- snippet with its imports, save.
--
--   nvim -l editing.lua NVIM PLUGIN FILE alone|beside
local command, plugin, file, company = unpack(_G.arg)
local nvim = dofile(plugin .. "/testdata/driver.lua").start(command)
local lua, keys, await, await_screen, equal = nvim.lua, nvim.keys, nvim.await, nvim.await_screen, nvim.equal
local choices = vim.fn.tempname()
local old = vim.fn.has("nvim-0.11") == 0

local function session()
  lua(
    [[
    local plugin, beside, old, choices = ...
    vim.opt.runtimepath:prepend(plugin)
    vim.o.completeopt = "menuone,noselect"
    vim.o.expandtab = true
    require("pyidiom").setup()
    if old then
      vim.o.completefunc = "v:lua.require'pyidiom'.completefunc"
      vim.keymap.set("n", "gra", vim.lsp.buf.code_action)
      -- While 0.10 asks, it answers no request: what it asks is written to a file.
      local select = vim.ui.select
      vim.ui.select = function(items, options, chosen)
        vim.fn.writefile(vim.tbl_map(options.format_item, items), choices)
        select(items, options, chosen)
      end
    end
    if not beside then return end
    for name, cmd in pairs({ pyright = { "pyright-langserver", "--stdio" }, ruff = { "ruff", "server" } }) do
      local config = { name = name, cmd = cmd, filetypes = { "python" }, settings = vim.empty_dict() }
      if old then
        vim.api.nvim_create_autocmd("FileType", { pattern = "python", callback = function(event)
          config.root_dir = vim.fs.root(event.buf, "pyproject.toml")
          vim.lsp.start(config)
        end })
      else
        config.root_markers = { "pyproject.toml" }
        vim.lsp.config(name, config)
        vim.lsp.enable(name)
      end
    end
  ]],
    plugin,
    company == "beside",
    old,
    choices
  )
  nvim.command("edit " .. vim.fn.fnameescape(file))

  await("three diagnostics of pyidiom", [[
    return #vim.tbl_filter(function(d) return d.source == "pyidiom" end, vim.diagnostic.get(0)) == 3
  ]])
  equal("diagnostics", nvim.diagnostics("pyidiom"), {
    { 6, 23, 38, "PYV004", "pyidiom" }, -- behind ü and 🚲: two and four bytes, one and two UTF-16 units
    { 7, 10, 25, "PYV004", "pyidiom" },
    { 14, 9, 35, "FAP010", "pyidiom" },
  })
  if company == "beside" then
    -- Now and then Neovim 0.12 shows the first diagnostics of pyright only after an edit.
    await("the server pyright", [[return #vim.lsp.get_clients({ name = "pyright" }) == 1]])
    vim.wait(1500)
    keys("ix<BS><Esc>")
    await("diagnostics of pyright and ruff", [[
      local seen = {}
      for _, d in ipairs(vim.diagnostic.get(0)) do seen[d.source] = true end
      return seen.Pyright and seen.Ruff
    ]])
  end

  -- A quick fix by function call: the preferred one is applied at once.
  lua([[
    vim.api.nvim_win_set_cursor(0, { 7, 30 })
    vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.isPreferred and action.title:find("naive", 1, true) end })
  ]])
  await("the first fix", [[return vim.fn.search([=[^ünits.*\.now(UTC)\.replace]=], "nw") > 0]])

  -- A quick fix by key, which asks with a numbered list.
  keys("/Depends(token)<CR>gra")
  if old then
    nvim.await_prompt()
    for number, title in ipairs(vim.fn.readfile(choices)) do
      if title == "Use Annotated in `user`" then
        keys(number .. "<CR>")
      end
    end
  else
    await_screen("Use Annotated in `user`")
    keys(nvim.screen():match("(%d+): Use Annotated in") .. "<CR>")
  end
  await("the second fix", [[return vim.fn.search("Annotated\\[str, Depends(token)\\]", "nw") > 0]])
  await("one diagnostic of pyidiom", [[
    return #vim.tbl_filter(function(d) return d.source == "pyidiom" end, vim.diagnostic.get(0)) == 1
  ]])

  -- A snippet: type its prefix, ask, choose, walk through its placeholders. Each stop is waited for, because
  -- vim.snippet.jump() feeds keys itself and a key typed ahead of them would land before them.
  keys("Go<CR><CR>fa-lifespan")
  await("the typed prefix", [[return vim.fn.getline("."):find("fa-lifespan", 1, true)]])
  keys(old and "<C-x><C-u>" or "<C-x><C-o>")
  await("the popup menu", [[
    local info = vim.fn.complete_info({ "items", "pum_visible" })
    return info.pum_visible == 1 and info.items[1].abbr:find("fa-lifespan", 1, true)
  ]])
  keys("<C-n><C-y>")
  await("the first placeholder", [[return vim.snippet.active() and vim.fn.mode() == "s"]])
  keys("await open_pool()")
  await("its text", [[return vim.fn.getline("."):find("open_pool", 1, true) and vim.fn.mode() == "i"]])
  if old then
    lua([[vim.snippet.jump(1)]]) -- 0.10 maps no key to it by itself
  else
    keys("<Tab>")
  end
  await("the second placeholder", [[return vim.fn.mode() == "s" and vim.fn.getline("."):find("stopping", 1, true)]])
  keys("await close_pool()")
  await("its text", [[return vim.fn.getline("."):find("close_pool", 1, true) and vim.fn.mode() == "i"]])
  keys("<Esc>")
  await("normal mode", [[return vim.fn.mode() == "n"]])
  await("the imports", [[return vim.fn.search("^from contextlib import asynccontextmanager", "nw") > 0]])
  nvim.command("write")
end

nvim.finish(session)
