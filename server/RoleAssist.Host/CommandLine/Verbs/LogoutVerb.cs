using System.CommandLine;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>logout [NAME]</c>: signs out of one session, and says what this leaves.</summary>
internal sealed class LogoutVerb : Command, INeedsPerson
{
    private readonly Func<SignInService> _signIns;
    private readonly Func<SignInChoice> _choice;
    private readonly IConsole _console;
    private readonly Argument<string?> _name = LoginVerb.NameArgument("sign out of");

    public string Deed => "sign out";

    public LogoutVerb(Func<SignInService> signIns, Func<SignInChoice> choice, IConsole console)
        : base("logout", "Sign out of one session: end its token at AWS and remove it from this machine.")
    {
        (_signIns, _choice, _console) = (signIns, choice, console);
        Add(_name);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var none = new RoleAssistException(ErrorCode.InvalidArgument, "You are not signed in anywhere.");
        var name =
            parsed.GetValue(_name)
            ?? await _choice()
                .ChooseAsync(status => status.State != SignInState.SignedOut, none, cancellationToken)
                .ConfigureAwait(false);
        var ended = await _signIns().EndAsync(name, cancellationToken).ConfigureAwait(false);
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, SignedOutDocument.From(ended));
            return;
        }

        if (!GlobalOptions.IsQuiet(parsed))
        {
            Report(ended);
        }
    }

    private void Report(EndedSignIn ended)
    {
        if (ended.WasSignedIn)
        {
            _console.Out.WriteLine(DisplayText.Line($"Signed out of '{ended.Target.Name}'."));
        }

        foreach (var note in ended.Notes)
        {
            _console.Out.WriteLine(DisplayText.Sentence(note));
        }
    }
}
