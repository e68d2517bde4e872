using System.CommandLine;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>The options of every verb that may need an MFA code.</summary>
internal sealed class MfaOptions
{
    private readonly Option<string?> _code = new("--mfa-code")
    {
        Description = "The current MFA code. It works once, but other programs can see it; prefer --mfa-code-stdin.",
    };

    private readonly Option<bool> _codeFromStdin = new("--mfa-code-stdin")
    {
        Description = "Read the MFA code from the first line of stdin.",
    };

    public MfaOptions(Command verb)
    {
        verb.Add(_code);
        verb.Add(_codeFromStdin);
    }

    /// <summary>Returns the source of MFA codes, in case one is needed.</summary>
    public MfaCodeSource CreateSource(ParseResult parsed, IConsole console) =>
        new(console, parsed.GetValue(_code), parsed.GetValue(_codeFromStdin), GlobalOptions.IsQuiet(parsed));

    /// <summary>Returns the MFA code given on the command line or stdin, for a verb that must not prompt.</summary>
    public string? GetCode(ParseResult parsed, IConsole console) =>
        parsed.GetValue(_code) ?? (parsed.GetValue(_codeFromStdin) ? console.ReadLine()?.Trim() : null);
}
