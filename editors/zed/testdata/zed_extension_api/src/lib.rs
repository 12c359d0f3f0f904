//! What the extension uses of zed_extension_api 0.7, written from its documentation, to check types where the registry of
//! Rust cannot be reached. It does not run.

pub type Result<T, E = String> = core::result::Result<T, E>;

pub struct LanguageServerId(String);

impl AsRef<str> for LanguageServerId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

pub struct Worktree(());

impl Worktree {
    pub fn which(&self, _binary: &str) -> Option<String> {
        None
    }
    pub fn shell_env(&self) -> Vec<(String, String)> {
        vec![]
    }
}

pub struct Command {
    pub command: String,
    pub args: Vec<String>,
    pub env: Vec<(String, String)>,
}

pub trait Extension: Send + Sync {
    fn new() -> Self
    where
        Self: Sized;
    fn language_server_command(&mut self, _id: &LanguageServerId, _worktree: &Worktree) -> Result<Command> {
        Err("not implemented".into())
    }
    fn language_server_workspace_configuration(
        &mut self,
        _id: &LanguageServerId,
        _worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        Ok(None)
    }
}

pub mod serde_json {
    #[derive(Clone)]
    pub enum Value {
        Null,
    }
}

pub mod settings {
    pub struct CommandSettings {
        pub path: Option<String>,
        pub arguments: Option<Vec<String>>,
        pub env: Option<std::collections::HashMap<String, String>>,
    }
    pub struct LspSettings {
        pub binary: Option<CommandSettings>,
        pub settings: Option<crate::serde_json::Value>,
    }
    impl LspSettings {
        pub fn for_worktree(_id: &str, _worktree: &crate::Worktree) -> crate::Result<Self> {
            Err("not Zed".into())
        }
    }
}

pub fn register_extension(_build: fn() -> Box<dyn Extension>) {}

#[macro_export]
macro_rules! register_extension {
    ($extension:ty) => {
        #[unsafe(export_name = "init-extension")]
        pub extern "C" fn __init_extension() {
            $crate::register_extension(|| Box::new(<$extension as $crate::Extension>::new()));
        }
    };
}
