-- Neovim's own client with the host, as docs/editors.md sets it up: completes, renames, reports.
local file, host, out = os.getenv('TEST_FILE'), os.getenv('TEST_HOST'), os.getenv('TEST_OUT')
vim.cmd('edit ' .. vim.fn.fnameescape(file))
vim.bo.filetype = 'aws-config'
local client = vim.lsp.start_client({
  name = 'roleassist',
  cmd = { host, 'serve', '--stdio' },
  get_language_id = function() return 'aws-config' end,
})
vim.lsp.buf_attach_client(0, client)
vim.wait(20000, function() return vim.lsp.get_client_by_id(client) ~= nil and vim.lsp.buf_get_clients(0)[client] ~= nil end)

local function ask(method, line, character, more)
  local params = vim.tbl_extend('force', {
    textDocument = vim.lsp.util.make_text_document_params(),
    position = { line = line, character = character },
  }, more or {})
  local answers = vim.lsp.buf_request_sync(0, method, params, 20000)
  return answers and answers[client] or {}
end

local found = { completion = {}, diagnostics = {} }
for _, item in ipairs(ask('textDocument/completion', 2, 17).result or {}) do
  table.insert(found.completion, item.label)
end
local refused = ask('textDocument/rename', 0, 10, { newName = 'dev' })
found.refused = refused.error and refused.error.message
local renamed = ask('textDocument/rename', 0, 10, { newName = 'root' })
vim.lsp.util.apply_workspace_edit(renamed.result, 'utf-16')
vim.cmd('silent wall')
vim.wait(2000, function() return #vim.diagnostic.get(0) > 0 end)
for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
  table.insert(found.diagnostics, diagnostic.code or '')
end
local report = io.open(out, 'w')
report:write(vim.json and vim.json.encode(found) or vim.fn.json_encode(found))
report:close()
vim.cmd('qall!')
