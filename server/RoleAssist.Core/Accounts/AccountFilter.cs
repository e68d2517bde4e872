using System.IO.Enumeration;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Core.Accounts;

/// <summary>
/// Narrows a selection by attributes. An account is included if, for each attribute, it has one of the wanted values,
/// and excluded if any exclusion matches it. Values may contain <c>*</c> and <c>?</c>; case does not matter.
/// </summary>
public sealed class AccountFilter
{
    private readonly ILookup<string, string> _included;
    private readonly IReadOnlyList<(string Name, string Value)> _excluded;
    private readonly ProductionRules _production;

    /// <param name="include">Conditions such as <c>env=prod,stage</c>.</param>
    /// <param name="exclude">Conditions of the same form.</param>
    /// <param name="production">What counts as production; null for the default.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: a condition has no <c>=</c>, no name or no value.
    /// </exception>
    public AccountFilter(IEnumerable<string> include, IEnumerable<string> exclude, ProductionRules? production = null)
    {
        _production = production ?? ProductionRules.Default;
        _included = Parse("--include", include)
            .ToLookup(one => one.Name, one => one.Value, StringComparer.OrdinalIgnoreCase);
        _excluded = Parse("--exclude", exclude);
    }

    /// <summary>Returns the accounts that pass.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: no account has an attribute of that name. A misspelled exclusion must
    /// not let a command run everywhere.
    /// </exception>
    public IReadOnlyList<SelectedAccount> Apply(IReadOnlyList<SelectedAccount> accounts)
    {
        RequireKnown(accounts);
        return [.. accounts.Where(account => IsIncluded(account) && !_excluded.Any(one => Has(account, one)))];
    }

    private bool IsIncluded(SelectedAccount account) =>
        _included.All(attribute => attribute.Any(value => Has(account, (attribute.Key, value))));

    private bool Has(SelectedAccount account, (string Name, string Value) wanted) =>
        AttributesOf(account)
            .Any(attribute =>
                attribute.Key.Equals(wanted.Name, StringComparison.OrdinalIgnoreCase)
                && FileSystemName.MatchesSimpleExpression(wanted.Value, attribute.Value, ignoreCase: true)
            );

    private IEnumerable<KeyValuePair<string, string>> AttributesOf(SelectedAccount account) =>
        ProductionAccounts.AllAttributes(_production, account);

    private void RequireKnown(IReadOnlyList<SelectedAccount> accounts)
    {
        var named = _included.Select(one => one.Key).Concat(_excluded.Select(one => one.Name)).ToList();
        if (accounts.Count == 0 || named.Count == 0)
        {
            return;
        }

        var known = accounts
            .SelectMany(AttributesOf)
            .Select(attribute => attribute.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (named.Find(name => !known.Contains(name)) is { } unknown)
        {
            var all = $"The attributes are {string.Join(", ", known.Order(StringComparer.OrdinalIgnoreCase))}.";
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"No selected account has an attribute '{unknown}'.",
                NearMisses.Question(unknown, known) is { } question ? $"{question} {all}" : all
            );
        }
    }

    private static List<(string Name, string Value)> Parse(string option, IEnumerable<string> conditions)
    {
        var parsed = new List<(string, string)>();
        foreach (var condition in conditions)
        {
            if (
                condition.Split('=', 2) is not [{ Length: > 0 } name, var values]
                || values.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    is not { Length: > 0 } each
            )
            {
                throw new RoleAssistException(
                    ErrorCode.InvalidArgument,
                    $"{option} '{condition}' is not NAME=VALUE or NAME=VALUE,VALUE.",
                    "List the attributes with roleassist accounts --attributes."
                );
            }

            // The matcher takes a backslash for an escape; in a value, it is a character like others.
            parsed.AddRange(each.Select(value => (name.Trim(), value.Replace(@"\", @"\\", StringComparison.Ordinal))));
        }

        return parsed;
    }
}
