using RoleAssist.Core.Accounts;
using RoleAssist.Core.Security;
using Spectre.Console;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>
/// Prints accounts: in a pipe all columns, without rules; on a terminal those that fit. What all accounts have in common
/// is said once.
/// </summary>
internal static class AccountsTable
{
    /// <summary>The columns that are always shown: account and name.</summary>
    private const int Kept = 2;

    /// <summary>Spectre.Console puts a space on both sides of a cell.</summary>
    private const int Padding = 2;

    public static void Print(IConsole console, IReadOnlyList<SelectedAccount> accounts)
    {
        var columns = ColumnsOf(accounts).Where(column => column.Cells.Any(cell => cell.Length > 0)).ToList();
        if (console.Width is { } width)
        {
            columns = Fit(console, columns, width);
        }

        var table = new Table().Border(BorderOf(console));
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column.Name)) { NoWrap = true });
        }

        for (var row = 0; row < accounts.Count; row++)
        {
            table.AddRow(columns.Select(column => new Text(column.Cells[row]) { Overflow = Overflow.Ellipsis }));
        }

        TerminalRendering.CreateConsole(console).Write(table);
    }

    /// <summary>A program that reads the columns wants no rules.</summary>
    public static TableBorder BorderOf(IConsole console) =>
        console.Width is null ? TableBorder.None : TableBorder.Simple;

    private static IEnumerable<Column> ColumnsOf(IReadOnlyList<SelectedAccount> accounts)
    {
        yield return new Column("Account", [.. accounts.Select(account => account.Id ?? "")]);
        yield return new Column("Name", [.. accounts.Select(account => account.Name)]);
        yield return new Column("Role or profile", [.. accounts.Select(RoleOf)]);
        var names = accounts
            .SelectMany(account => account.Attributes.Keys)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            yield return new Column(name, [.. accounts.Select(account => ValuesOf(account, name))]);
        }
    }

    /// <summary>Tags whose keys differ by case alone share a column.</summary>
    private static string ValuesOf(SelectedAccount account, string name) =>
        string.Join(
            ", ",
            account
                .Attributes.Where(attribute => attribute.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(attribute => attribute.Value)
        );

    private static string RoleOf(SelectedAccount account) =>
        account.Target.Profile ?? account.RoleArn?.Split('/')[^1] ?? account.Target.SsoAccount?.RoleName ?? "";

    /// <summary>Says what is the same in all rows and what has no room, and returns the rest.</summary>
    private static List<Column> Fit(IConsole console, List<Column> columns, int width)
    {
        var same = columns.Skip(Kept).Where(column => column.IsSame).ToList();
        var shown = new List<Column>();
        var omitted = new List<string>();
        foreach (var column in columns.Except(same))
        {
            if (shown.Count < Kept || shown.Append(column).Sum(one => one.Width + Padding) <= width)
            {
                shown.Add(column);
            }
            else
            {
                omitted.Add(column.Name);
            }
        }

        if (same.Count > 0)
        {
            var common = same.Select(column => $"{column.Name}: {column.Cells[0]}");
            console.Out.WriteLine(DisplayText.Line($"All accounts: {string.Join(", ", common)}"));
        }

        if (omitted.Count > 0)
        {
            console.Out.WriteLine(DisplayText.Line($"Without room: {string.Join(", ", omitted)} (--json prints all)"));
        }

        return shown;
    }

    private sealed record Column(string Name, IReadOnlyList<string> Cells)
    {
        public int Width => Cells.Append(Name).Max(cell => cell.Length);

        public bool IsSame => Cells.Count > 1 && Cells.Distinct().Count() == 1;
    }
}
