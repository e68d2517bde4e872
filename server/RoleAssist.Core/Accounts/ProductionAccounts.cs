using RoleAssist.Core.Security;

namespace RoleAssist.Core.Accounts;

/// <summary>Tells which accounts are production.</summary>
public static class ProductionAccounts
{
    private static readonly string[] StageAttributes = ["env", "environment", "stage", "tier"];

    /// <summary>Whether a name, the ID or the stage of an account says production.</summary>
    public static bool Matches(ProductionRules rules, SelectedAccount account) =>
        rules.Matches(account.Target.Profile ?? account.Name, account.Id)
        || rules.Matches(account.Name, account.Id)
        || account.Attributes.Any(attribute =>
            StageAttributes.Contains(attribute.Key, StringComparer.OrdinalIgnoreCase)
            && rules.Matches(attribute.Value, null)
        );
}
