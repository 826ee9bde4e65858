-- What picture.py takes the picture of: Neovim as a user has it, with async-clangd.
vim.o.termguicolors = true
vim.o.background = 'light'
vim.o.number = true
vim.o.signcolumn = 'yes'
vim.o.laststatus = 2
vim.o.shortmess = vim.o.shortmess .. 'FI'
vim.cmd('syntax on')
for group, color in pairs({ Normal = '#24292f', Comment = '#6e7781', Type = '#8250df',
                            Statement = '#cf222e', PreProc = '#0550ae',
                            Constant = '#0a3069', LineNr = '#8c959f',
                            DiagnosticWarn = '#9a6700' }) do
  vim.cmd('highlight ' .. group .. ' guifg=' .. color .. ' gui=NONE')
end
vim.cmd('highlight Normal guibg=#ffffff')
vim.cmd('highlight SignColumn guibg=#ffffff')
vim.cmd('highlight StatusLine guibg=#d0d7de guifg=#24292f gui=NONE')
vim.cmd('highlight NormalFloat guibg=#eaeef2 guifg=#24292f')
vim.cmd('highlight DiagnosticUnderlineWarn guisp=#9a6700 gui=underline')

local client = vim.lsp.start_client({
  name = 'async-clangd',
  cmd = { vim.env.ASYNC_CLANGD, '--background-index=false' },
  root_dir = vim.fn.getcwd(),
})
vim.lsp.buf_attach_client(0, client)

local function finish(what)
  vim.cmd('redraw')
  vim.fn.writefile({ what }, vim.env.PICTURE_READY)
end

if not vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 50) then
  finish('nothing was found')
  return
end
local first = vim.diagnostic.get_next({ cursor_position = { 0, 0 } })
vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
vim.diagnostic.open_float({ scope = 'line', focus = false })
finish('shown')
