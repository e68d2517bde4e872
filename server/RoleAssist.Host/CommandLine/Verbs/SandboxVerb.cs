using System.CommandLine;
using RoleAssist.Sandbox;
using RoleAssist.Sandbox.Accounts;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>sandbox</c>: runs a strict local STS, for trying RoleAssist without an AWS account.</summary>
internal sealed class SandboxVerb : Command
{
    private readonly IConsole _console;
    private readonly Option<string?> _home = new("--home")
    {
        Description = "The folder to create the sample .aws folder in; a temporary folder by default.",
        HelpName = "DIR",
    };
    private readonly Option<int> _port = new("--port")
    {
        Description = "The port to listen on; any free port by default.",
    };
    private readonly Option<int> _accounts = new("--accounts")
    {
        Description = "Add an organization with this number of member accounts, up to 20000.",
        HelpName = "N",
    };
    private readonly Option<bool> _imdsV1 = new("--imds-v1")
    {
        Description = "Also serve instance metadata without a token, as IMDSv1 does.",
    };
    private readonly Option<int> _stsKeyDelay = KeyDelay("--sts-key-delay", "STS", new KeyRules().StsDelay);
    private readonly Option<int> _iamKeyDelay = KeyDelay("--iam-key-delay", "IAM", new KeyRules().IamDelay);
    private readonly Option<bool> _keysRequireMfa = new("--keys-require-mfa")
    {
        Description = "Let users with an MFA device manage their access keys only in a session with MFA.",
    };

    public SandboxVerb(IConsole console)
        : base("sandbox", "Run a strict local STS with sample profiles. It stops when stdin is closed.")
    {
        _console = console;
        Add(_home);
        Add(_port);
        Add(_accounts);
        Add(_imdsV1);
        Add(_stsKeyDelay);
        Add(_iamKeyDelay);
        Add(_keysRequireMfa);
        Add(new SandboxEnvVerb(console));
        Add(Totp());
        Add(Calls());
        Add(new SandboxFaultVerb(console));
        Add(new SandboxRoleVerb());
        Add(new SandboxTokenVerb(console));
        SetAction(
            (parsed, cancellationToken) => SandboxControl.TranslatedAsync(() => RunAsync(parsed, cancellationToken))
        );
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new SandboxOptions
        {
            Home = parsed.GetValue(_home),
            Port = parsed.GetValue(_port),
            MemberAccounts = parsed.GetValue(_accounts),
            AllowInstanceMetadataVersion1 = parsed.GetValue(_imdsV1),
            Keys = new KeyRules
            {
                StsDelay = TimeSpan.FromSeconds(parsed.GetValue(_stsKeyDelay)),
                IamDelay = TimeSpan.FromSeconds(parsed.GetValue(_iamKeyDelay)),
                RequireMfa = parsed.GetValue(_keysRequireMfa),
            },
        };
        await using var sandbox = await SandboxServer.StartAsync(options, cancellationToken).ConfigureAwait(false);
        await _console.Out.WriteLineAsync(sandbox.Description.ToJson()).ConfigureAwait(false);
        await _console.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        await _console
            .WaitForInputClosedAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancellationToken.IsCancellationRequested && !GlobalOptions.IsQuiet(parsed))
        {
            await _console
                .Error.WriteLineAsync("The sandbox stops, because its stdin was closed.")
                .ConfigureAwait(false);
        }
    }

    private static Option<int> KeyDelay(string name, string service, TimeSpan usual) =>
        new(name)
        {
            Description = $"The seconds after which {service} knows a new access key.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => (int)usual.TotalSeconds,
        };

    private Command Totp()
    {
        var serial = new Argument<string>("SERIAL") { Description = "The MFA device." };
        var home = SandboxControl.Home();
        var verb = new Command("totp", "Print an unused code of an MFA device, waiting for the next one if necessary.")
        {
            serial,
            home,
        };
        verb.SetAction(
            (parsed, cancellationToken) =>
                SandboxControl.TranslatedAsync(async () =>
                {
                    var code = await SandboxControl
                        .Client(parsed, home)
                        .GetTotpAsync(parsed.GetRequiredValue(serial), cancellationToken)
                        .ConfigureAwait(false);
                    if (GlobalOptions.IsJson(parsed))
                    {
                        CommandLineJson.Print(_console, new TotpDocument(code));
                    }
                    else
                    {
                        await _console.Out.WriteLineAsync(code).ConfigureAwait(false);
                    }
                })
        );
        return verb;
    }

    private Command Calls()
    {
        var home = SandboxControl.Home();
        var last = new Option<int?>("--last") { Description = "Only the last calls.", HelpName = "N" };
        var verb = new Command("calls", "List the calls that the sandbox has answered.") { home, last };
        verb.SetAction(
            (parsed, cancellationToken) =>
                SandboxControl.TranslatedAsync(async () =>
                {
                    var calls = await SandboxControl
                        .Client(parsed, home)
                        .GetCallsAsync(cancellationToken)
                        .ConfigureAwait(false);
                    var shown = parsed.GetValue(last) is { } count ? calls.Last(count) : calls;
                    await _console.Out.WriteLineAsync(shown.ToJson()).ConfigureAwait(false);
                })
        );
        return verb;
    }
}
