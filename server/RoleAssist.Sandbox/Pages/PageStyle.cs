using System.Security.Cryptography;
using System.Text;

namespace RoleAssist.Sandbox.Pages;

/// <summary>The style of all pages, in light and dark.</summary>
internal static class PageStyle
{
    public const string Text = """
        :root { color-scheme: light dark; --back: #f3f4f6; --card: #fff; --text: #1b1f24; --soft: #57606a;
          --line: #d0d7de; --accent: #0b5cad; --accent-text: #fff; --flag: #fff4d6; --flag-text: #6b4e00; }
        @media (prefers-color-scheme: dark) { :root { --back: #16181d; --card: #1f2329; --text: #e6e9ee;
          --soft: #9aa4b2; --line: #3a414b; --accent: #6cb6ff; --accent-text: #0b1220; --flag: #3a2f10;
          --flag-text: #f2d58a; } }
        * { box-sizing: border-box; }
        body { margin: 0; padding: 2rem 1rem; background: var(--back); color: var(--text);
          font: 16px/1.5 system-ui, "Segoe UI", sans-serif; }
        main { max-width: 34rem; margin: 0 auto; background: var(--card); border: 1px solid var(--line);
          border-radius: 10px; overflow: hidden; }
        .flag { padding: .6rem 1.5rem; background: var(--flag); color: var(--flag-text); font-size: .875rem; }
        .body { padding: .5rem 1.5rem 1.5rem; }
        h1 { font-size: 1.375rem; line-height: 1.25; margin: 1rem 0 .5rem; }
        p { margin: .5rem 0; }
        .soft { color: var(--soft); font-size: .875rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .375rem 1rem; margin: 1rem 0;
          padding: 1rem; border: 1px solid var(--line); border-radius: 8px; }
        dt { color: var(--soft); }
        dd { margin: 0; overflow-wrap: anywhere; }
        .code { display: block; margin: 1rem 0; padding: .875rem; border: 1px dashed var(--line);
          border-radius: 8px; font: 1.0625rem/1.4 ui-monospace, Menlo, Consolas, monospace; text-align: center;
          overflow-wrap: anywhere; user-select: all; }
        fieldset { margin: 1rem 0 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 8px; }
        legend { padding: 0 .375rem; color: var(--soft); }
        form { margin: 1rem 0 0; }
        label { display: block; margin: .375rem 0; }
        input[type=text] { width: 100%; padding: .5rem .75rem; font: inherit; color: inherit;
          background: transparent; border: 1px solid var(--line); border-radius: 6px; }
        .buttons { display: flex; gap: .75rem; margin-top: 1.25rem; }
        button { padding: .5rem 1.25rem; font: inherit; font-weight: 600; border-radius: 6px; cursor: pointer;
          border: 1px solid var(--line); background: transparent; color: inherit; }
        button.main { border-color: var(--accent); background: var(--accent); color: var(--accent-text); }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        """;

    /// <summary>The style's source in a content security policy, which allows no other style.</summary>
    public static string Source { get; } =
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'";
}
