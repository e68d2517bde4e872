using RoleAssist.Core.Security;

namespace RoleAssist.Core.Accounts;

/// <summary>Tells which accounts are production.</summary>
public static class ProductionAccounts
{
    /// <summary>The attribute that every account has: <c>true</c> or <c>false</c>.</summary>
    public const string Attribute = "production";

    private static readonly string[] StageAttributes = ["env", "environment", "stage", "tier"];

    /// <summary>
    /// Whether a name, the ID or the stage of an account says production. If its tags could not be read, it counts as
    /// production.
    /// </summary>
    public static bool Matches(ProductionRules rules, SelectedAccount account) =>
        account.IsStageUnknown
        || rules.Matches(account.Target.Profile ?? account.Name, account.Id)
        || account.OtherNames.Prepend(account.Name).Any(name => rules.Matches(name, account.Id))
        || account.Attributes.Any(attribute =>
            StageAttributes.Contains(attribute.Key, StringComparer.OrdinalIgnoreCase)
            && rules.Matches(attribute.Value, null)
        );

    /// <summary>Returns every attribute of an account, and whether it is production.</summary>
    public static IEnumerable<KeyValuePair<string, string>> AllAttributes(
        ProductionRules rules,
        SelectedAccount account
    ) => account.AllAttributes.Append(KeyValuePair.Create(Attribute, Matches(rules, account) ? "true" : "false"));
}
