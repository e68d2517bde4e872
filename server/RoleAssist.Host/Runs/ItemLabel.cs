using RoleAssist.Core.Runs;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.Runs;

/// <summary>Names an item for people.</summary>
internal static class ItemLabel
{
    /// <summary>Returns the account's name and the region, if the run has regions.</summary>
    public static string Of(RunItem item) =>
        DisplayText.Line(item.Region is null ? item.Account.Name : $"{item.Account.Name}/{item.Region}");
}
