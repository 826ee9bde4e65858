-- A session of Neovim with async-clangd, as a user would have it: what is shown, and
-- what the editor's own command for code actions makes of the buffer.
--
--   nvim --headless -u NONE -c 'luafile neovim.lua' FILE
-- with ASYNC_CLANGD, the program, in the environment. Works from Neovim 0.7 on.

local function say(text) io.stdout:write(text .. '\n') end

local client = vim.lsp.start_client({
  name = 'async-clangd',
  cmd = { vim.env.ASYNC_CLANGD, '--background-index=false' },
  root_dir = vim.fn.getcwd(),
})
vim.lsp.buf_attach_client(0, client)

local function shown()
  local lines = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    table.insert(lines, string.format('%d:%d %s', one.lnum + 1, one.col + 1,
                                      vim.split(one.message, '\n')[1]))
  end
  table.sort(lines)
  return lines
end

local function wait_for(what, condition)
  if not vim.wait(60000, condition, 50) then
    say('no ' .. what .. ' within a minute')
    vim.cmd('cquit')
  end
end

-- The menu, where a user chooses.
vim.ui.select = function(items, options, choose)
  for _, item in ipairs(items) do
    say('offered: ' .. options.format_item(item))
  end
  choose(items[1], 1)
end

wait_for('finding', function() return #shown() > 0 end)
while #shown() > 0 do
  local before, tick = shown(), vim.api.nvim_buf_get_changedtick(0)
  for _, line in ipairs(before) do say('shown: ' .. line) end
  local line, column = before[1]:match('^(%d+):(%d+)')
  vim.api.nvim_win_set_cursor(0, { tonumber(line), tonumber(column) - 1 })
  vim.lsp.buf.code_action()
  wait_for('edit', function()
    return vim.api.nvim_buf_get_changedtick(0) > tick
  end)
  wait_for('new findings', function()
    return not vim.deep_equal(shown(), before)
  end)
end
say('nothing is left')
vim.cmd('write')
vim.cmd('qall')
