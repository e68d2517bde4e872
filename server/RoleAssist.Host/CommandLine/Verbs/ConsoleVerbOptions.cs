using System.CommandLine;
using RoleAssist.Core.Console;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>The arguments and options of <c>console</c>, apart from those of assuming.</summary>
internal sealed class ConsoleVerbOptions
{
    private readonly Argument<string?> _first = CommonOptions.Names(
        new Argument<string?>("PROFILE")
        {
            Description =
                "A profile in the AWS files, or a role as an ARN or ACCOUNT/NAME. Defaults to the credentials that AWS "
                + "tools would use here.",
            Arity = ArgumentArity.ZeroOrOne,
        }
    );
    private readonly Argument<string?> _second = CommonOptions.Names(
        new Argument<string?>("SERVICE")
        {
            Description = "A service such as s3, lambda or logs, or the ARN of a resource. Defaults to the home page.",
            Arity = ArgumentArity.ZeroOrOne,
        }
    );
    private readonly Option<string?> _destination = new("--destination")
    {
        Description = "A whole address of the console, instead of a service.",
        HelpName = "URL",
    };
    private readonly Option<bool> _print = new("--print")
    {
        Description = "Print the address that opens the console once, and wait a minute for it, instead of opening it.",
    };
    private readonly Option<bool> _reveal = new("--reveal")
    {
        Description = "With --print: print the address that signs anybody in, without waiting.",
    };
    private readonly Option<string?> _browser = new("--browser")
    {
        Description = "The browser's program, by its name or path.",
        HelpName = "PROGRAM",
    };
    private readonly Option<bool> _container = new("--container")
    {
        Description = "Open the console in a container of Firefox or a profile of Chromium that only this role uses.",
    };
    private readonly Option<bool> _logoutFirst = new("--logout-first")
    {
        Description = "Sign the browser out of another session first.",
    };
    private readonly Option<bool> _portal = new("--portal")
    {
        Description = "Open IAM Identity Center's own link to the role, which needs no credentials.",
    };
    private readonly Option<bool> _yes = new("--yes")
    {
        Description = "Do not ask before a production console is opened.",
    };

    public ConsoleVerbOptions(Command verb)
    {
        verb.Add(_first);
        verb.Add(_second);
        foreach (
            var option in (ReadOnlySpan<Option>)
                [_destination, _print, _reveal, _browser, _container, _logoutFirst, _portal, _yes]
        )
        {
            verb.Add(option);
        }

        verb.Validators.Add(result =>
        {
            if (result.GetValue(_reveal) && !result.GetValue(_print))
            {
                result.AddError("--reveal is for --print only.");
            }

            if (result.GetValue(_portal) && (result.GetValue(_reveal) || result.GetValue(_logoutFirst)))
            {
                result.AddError("--portal goes neither with --reveal nor with --logout-first.");
            }

            if (result.GetValue(_destination) is not null && result.GetValue(_second) is not null)
            {
                result.AddError("Specify either a service or --destination.");
            }
        });
    }

    public bool Prints(ParseResult parsed) => parsed.GetValue(_print);

    public bool Reveals(ParseResult parsed) => parsed.GetValue(_reveal);

    public bool UsesPortal(ParseResult parsed) => parsed.GetValue(_portal);

    public bool IsConfirmed(ParseResult parsed) => parsed.GetValue(_yes);

    public bool LogsOutFirst(ParseResult parsed) => parsed.GetValue(_logoutFirst);

    public bool WantsContainer(ParseResult parsed) => parsed.GetValue(_container);

    public string? Browser(ParseResult parsed) => parsed.GetValue(_browser);

    public string? Destination(ParseResult parsed) => parsed.GetValue(_destination);

    /// <summary>
    /// Returns the profile and the service. A single name is a profile if there is one of that name, else a service.
    /// </summary>
    public (string? Profile, string? Service) Names(ParseResult parsed, ProfileSet profiles)
    {
        var (first, second) = (parsed.GetValue(_first), parsed.GetValue(_second));
        var isService =
            second is null
            && first is not null
            && profiles.Find(first) is null
            && Destination(parsed) is null
            && (ConsoleServices.Find(first) is not null || IsOfResource(first));
        return isService ? (null, first) : (first, second);
    }

    /// <summary>Whether a name is the ARN of something else than a role to assume.</summary>
    private static bool IsOfResource(string name) =>
        name.StartsWith("arn:", StringComparison.Ordinal) && !name.Contains(":iam::", StringComparison.Ordinal);
}
