using System.Text.RegularExpressions;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.CodeGeneration.Engines;

/// <summary>The accounts and regions in which something runs, in the order of the selection.</summary>
public sealed record EngineTargets(IReadOnlyList<EngineTarget> Accounts)
{
    /// <summary>Gets one entry for each account and region, without repetitions.</summary>
    internal IReadOnlyList<TargetRegion> Places =>
        [
            .. Accounts
                .SelectMany(account => account.Regions, (account, region) => new TargetRegion(account, region))
                .DistinctBy(place => (place.Account.RoleArn, place.Region)),
        ];

    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the selection is empty, or an entry has the wrong form.
    /// </exception>
    internal void Require()
    {
        if (Accounts is [])
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, "No account is selected.", "Select one or more.");
        }

        foreach (var account in Accounts)
        {
            account.Require();
        }
    }
}

/// <summary>An account of a selection.</summary>
/// <param name="AccountId">The 12 digits.</param>
/// <param name="Name">The name for people; any text.</param>
/// <param name="RoleArn">The role to assume in the account.</param>
/// <param name="Regions">The regions to work in; at least one.</param>
public sealed partial record EngineTarget(string AccountId, string? Name, string RoleArn, IReadOnlyList<string> Regions)
{
    internal RoleArn Role { get; } =
        Credentials.RoleArn.TryParse(RoleArn, out var role) && RoleForm().IsMatch(RoleArn)
            ? role
            : throw Invalid($"'{RoleArn}' is not the ARN of a role.");

    /// <summary>Checks the parts that are written into files; names are quoted there and may be any text.</summary>
    internal void Require()
    {
        if (!AccountForm().IsMatch(AccountId) || Role.Account != AccountId)
        {
            throw Invalid($"The role {RoleArn} is not in the account '{AccountId}'.");
        }

        if (Regions is [] || Regions.FirstOrDefault(region => !RegionForm().IsMatch(region)) is not null)
        {
            throw Invalid(
                $"The regions of the account {AccountId} are missing or invalid: '{string.Join(' ', Regions)}'."
            );
        }
    }

    private static RoleAssistException Invalid(string message) =>
        new(ErrorCode.InvalidArgument, message, "Correct the selection of accounts.");

    [GeneratedRegex(@"^[0-9]{12}\z")]
    private static partial Regex AccountForm();

    [GeneratedRegex(@"^arn:[a-z-]+:iam::[0-9]{12}:role/[\w+=,.@/-]+\z", RegexOptions.ECMAScript)]
    private static partial Regex RoleForm();

    [GeneratedRegex(@"^[a-z]{2,}(-[a-z]+)+-[0-9]+\z")]
    private static partial Regex RegionForm();
}

/// <summary>An account in one of its regions.</summary>
internal sealed record TargetRegion(EngineTarget Account, string Region)
{
    /// <summary>Gets the name for people, or the account's ID.</summary>
    public string Name => string.IsNullOrWhiteSpace(Account.Name) ? Account.AccountId : Account.Name;
}
