using System.CommandLine;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>login [NAME]</c>: signs in with a browser.</summary>
internal sealed class LoginVerb : Command, INeedsPerson
{
    private readonly Func<SignInPrompter> _prompter;
    private readonly Func<SignInChoice> _choice;
    private readonly IConsole _console;
    private readonly Argument<string?> _name = NameArgument("sign in to");
    private readonly Option<bool> _deviceCode = new("--device-code")
    {
        Description = "Use a code, for a browser on another machine.",
    };
    private readonly Option<bool> _noBrowser = new("--no-browser")
    {
        Description = "Print the address, and open no browser.",
    };

    public string Deed => "sign in";

    public LoginVerb(Func<SignInPrompter> prompter, Func<SignInChoice> choice, IConsole console)
        : base("login", "Sign in to IAM Identity Center, or with aws login, for every tool that uses the sign-in.")
    {
        (_prompter, _choice, _console) = (prompter, choice, console);
        Add(_name);
        Add(_deviceCode);
        Add(_noBrowser);
        SetAction(RunAsync);
    }

    /// <summary>Creates the argument of <c>login</c> and <c>logout</c>.</summary>
    public static Argument<string?> NameArgument(string what) =>
        CommonOptions.Names(
            new Argument<string?>("NAME")
            {
                Description =
                    $"What to {what}: an sso-session, or a profile that needs a sign-in. Defaults to the only one.",
                Arity = ArgumentArity.ZeroOrOne,
            }
        );

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var none = new RoleAssistException(
            ErrorCode.InvalidArgument,
            "The AWS files contain nothing to sign in to.",
            "Add a section [sso-session NAME] with sso_start_url and sso_region to the config file."
        );
        var name =
            parsed.GetValue(_name)
            ?? await _choice().ChooseAsync(_ => true, none, cancellationToken).ConfigureAwait(false);
        var isQuiet = GlobalOptions.IsQuiet(parsed);
        var signedIn = await _prompter()
            .SignInAsync(name, parsed.GetValue(_deviceCode), !parsed.GetValue(_noBrowser), isQuiet, cancellationToken)
            .ConfigureAwait(false);
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, SignedInDocument.From(signedIn));
            return;
        }

        if (!isQuiet)
        {
            Report(signedIn);
        }
    }

    private void Report(SignedIn signedIn)
    {
        _console.Out.WriteLine(DisplayText.Line(SignInPrompter.Describe(signedIn)));
        foreach (var note in signedIn.Notes)
        {
            _console.Error.WriteLine($"note: {DisplayText.Sentence(note)}");
        }
    }
}
