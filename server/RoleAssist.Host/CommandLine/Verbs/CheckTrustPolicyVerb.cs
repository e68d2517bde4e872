using System.CommandLine;
using System.Text;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Core.TrustPolicies;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>
/// <c>check trust-policy FILE</c>: prints the mistakes in the trust policies of a file. Exits with 3 if one of them is
/// more than a hint.
/// </summary>
internal sealed class CheckTrustPolicyVerb : Command
{
    private const string Stdin = "-";

    /// <summary>Four times the limit of CloudFormation's templates, in bytes.</summary>
    private const int LongestFile = 4 * 1024 * 1024;

    private readonly IConsole _console;
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "A trust policy or a CloudFormation template in JSON, or - for stdin.",
    };

    public CheckTrustPolicyVerb(IConsole console)
        : base("trust-policy", "Print the mistakes in an IAM trust policy, or in those of a CloudFormation template.")
    {
        _console = console;
        Add(_file);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(_file);
        var report = TrustPolicyAnalyzer.Analyze(
            file == Stdin ? ReadInput() : await ReadFileAsync(file, cancellationToken).ConfigureAwait(false)
        );
        if (report is { Policies: 0, Findings: [] })
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"There is no trust policy in {DisplayName(file)}.",
                "Specify a file with a policy document that has a Principal, "
                    + "or a CloudFormation template in JSON with roles."
            );
        }

        Print(parsed, file, report);
        return report.HasError ? ExitCodes.FromError(ErrorCode.ConfigurationInvalid) : ExitCodes.Done;
    }

    private void Print(ParseResult parsed, string file, TrustPolicyReport report)
    {
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, TrustPolicyDocument.From(file, report));
            return;
        }

        foreach (var finding in report.Findings)
        {
            var place = $"{DisplayName(file)}:{finding.Line}:{finding.Column}";
            var severity = TrustPolicyDocument.NameOf(finding.Severity);
            _console.Out.WriteLine(DisplayText.Line($"{place}: {severity} {finding.Code}: {finding.Message}"));
            _console.Out.WriteLine(DisplayText.Line($"  {finding.Hint}"));
        }

        if (report.Findings is [] && !GlobalOptions.IsQuiet(parsed))
        {
            _console.Error.WriteLine(DisplayText.Line($"No mistakes found in {DisplayName(file)}."));
        }
    }

    private static string DisplayName(string file) => file == Stdin ? "stdin" : file;

    private string ReadInput()
    {
        var text = new StringBuilder();
        while (_console.ReadLine() is { } line)
        {
            text.Append(line).Append('\n');
            if (text.Length > LongestFile)
            {
                throw TooLong(Stdin);
            }
        }

        return text.ToString();
    }

    private static async Task<string> ReadFileAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await UntrustedFile.ReadTextAsync(file, LongestFile, cancellationToken).ConfigureAwait(false)
                ?? throw TooLong(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The file cannot be read: {fault.Message}",
                inner: fault
            );
        }
    }

    private static RoleAssistException TooLong(string file) =>
        new(
            ErrorCode.InvalidArgument,
            $"{DisplayName(file)} is larger than {LongestFile / 1024 / 1024} MB, the limit.",
            "Check the templates or policies separately."
        );
}
