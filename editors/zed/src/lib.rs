//! Starts `pyidiom server` for Python files in Zed.

use zed_extension_api::{self as zed, serde_json, settings::LspSettings, LanguageServerId, Result};

struct Pyidiom;

impl zed::Extension for Pyidiom {
    fn new() -> Self {
        Pyidiom
    }

    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &zed::Worktree) -> Result<zed::Command> {
        let binary = LspSettings::for_worktree(id.as_ref(), worktree)
            .ok()
            .and_then(|settings| settings.binary);
        let args = binary
            .as_ref()
            .and_then(|binary| binary.arguments.clone())
            .unwrap_or_else(|| vec!["server".to_string()]);
        let command = binary
            .and_then(|binary| binary.path)
            .or_else(|| worktree.which("pyidiom"))
            .ok_or_else(|| "pyidiom is not found: install it, or set lsp.pyidiom.binary.path".to_string())?;
        Ok(zed::Command { command, args, env: worktree.shell_env() })
    }

    fn language_server_workspace_configuration(
        &mut self,
        id: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<Option<serde_json::Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree)
            .ok()
            .and_then(|settings| settings.settings))
    }
}

zed::register_extension!(Pyidiom);
