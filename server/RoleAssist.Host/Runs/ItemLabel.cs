using RoleAssist.Core.Runs;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.Runs;

/// <summary>Names an item for people.</summary>
internal static class ItemLabel
{
    private const int MaxWidth = 40;

    /// <summary>/ap-southeast-1</summary>
    private const int LongestRegion = 15;

    /// <summary>Returns the account's name and the region, if the run has regions.</summary>
    public static string Of(RunItem item) =>
        DisplayText.Line(item.Region is null ? item.Account.Name : $"{item.Account.Name}/{item.Region}");

    /// <summary>Returns the width of the longest label of a run, as far as a column of it leaves room for output.</summary>
    public static int WidthOf(RunOptions options) =>
        options
            .Accounts.Select(account =>
                account.Name.Length
                + (
                    options.Regions.IsEnabled
                        ? LongestRegion
                        : options.RegionsOf(account).Select(region => region.Length + 1).DefaultIfEmpty().Max()
                )
            )
            .Where(width => width <= MaxWidth)
            .DefaultIfEmpty()
            .Max();
}
