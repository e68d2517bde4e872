using System.CommandLine;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Security;
using Spectre.Console;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>accounts</c>: lists the accounts that <c>run</c> would take, with their metadata.</summary>
internal sealed class AccountsVerb : Command
{
    private readonly ProductionRules _production = ProductionRules.Default;
    private readonly Func<AccountSelection> _selection;
    private readonly IConsole _console;
    private readonly SelectorOptions _selector;
    private readonly AssumeOptions _options;
    private readonly Option<string?> _attributes = new("--attributes")
    {
        Description = "List the attributes instead, or the values of one.",
        HelpName = "NAME",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public AccountsVerb(Func<AccountSelection> selection, IConsole console)
        : base("accounts", "List the accounts that run would take, with their metadata.")
    {
        (_selection, _console) = (selection, console);
        _selector = new SelectorOptions(this);
        Add(_attributes);
        _options = new AssumeOptions(this);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var target = await _options.GetTargetAsync(parsed, null, cancellationToken).ConfigureAwait(false);
        var asksForAttributes = parsed.GetResult(_attributes) is not null;
        var accounts = await _selection()
            .SelectAsync(
                _selector.GetSelector(parsed, target.SourceProfile) with
                {
                    IsListing = true,
                },
                target,
                _options.GetSessionOptions(parsed),
                _options.CreateMfaCodeSource(parsed, _console),
                GlobalOptions.IsQuiet(parsed),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (asksForAttributes)
        {
            PrintAttributes(accounts, parsed.GetValue(_attributes), GlobalOptions.IsJson(parsed));
        }
        else if (GlobalOptions.IsJson(parsed))
        {
            PrintJson(accounts);
        }
        else
        {
            AccountsTable.Print(_console, accounts);
        }
    }

    private void PrintJson(IReadOnlyList<SelectedAccount> accounts)
    {
        CommandLineJson.Write(
            _console,
            json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("accounts");
                foreach (var account in accounts)
                {
                    json.WriteStartObject();
                    json.WriteString("id", account.Id);
                    json.WriteString("name", account.Name);
                    json.WriteString("profile", account.Target.Profile);
                    json.WriteString("roleArn", account.RoleArn);
                    json.WriteBoolean(ProductionAccounts.Attribute, ProductionAccounts.Matches(_production, account));
                    foreach (var (name, value) in account.Attributes)
                    {
                        json.WriteString(SelectedAccount.NameOfTag(name), value);
                    }

                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }
        );
    }

    /// <summary>Lists attributes with the number of their values, or the values of one with the number of accounts.</summary>
    private void PrintAttributes(IReadOnlyList<SelectedAccount> accounts, string? name, bool isJson)
    {
        var counts = accounts
            .SelectMany(account => ProductionAccounts.AllAttributes(_production, account))
            .Where(attribute => name is null || attribute.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .GroupBy(attribute => name is null ? attribute.Key : attribute.Value, StringComparer.OrdinalIgnoreCase)
            .OrderBy(group => group.Key, StringComparer.OrdinalIgnoreCase)
            .Select(group =>
                (group.Key, Count: name is null ? group.Select(one => one.Value).Distinct().Count() : group.Count())
            )
            .ToList();
        if (isJson)
        {
            CommandLineJson.Write(
                _console,
                json =>
                {
                    json.WriteStartObject();
                    json.WriteStartObject(name is null ? "attributes" : "values");
                    counts.ForEach(one => json.WriteNumber(one.Key, one.Count));
                    json.WriteEndObject();
                    json.WriteEndObject();
                }
            );
            return;
        }

        var table = new Table()
            .Border(AccountsTable.BorderOf(_console))
            .AddColumns(name is null ? "Attribute" : "Value", name is null ? "Values" : "Accounts");
        counts.ForEach(one =>
            table.AddRow(
                new Text(one.Key),
                new Text(one.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))
            )
        );
        TerminalRendering.CreateConsole(_console).Write(table);
    }
}
