using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Host.Accounts;

/// <summary>The accounts of a file.</summary>
/// <param name="read">Reads the rows.</param>
/// <param name="template">The role to assume where a row has no profile.</param>
/// <param name="profiles">The AWS files, to compare the accounts of profiles.</param>
internal sealed class FileAccounts(
    Func<CancellationToken, Task<IReadOnlyList<AccountRow>>> read,
    AccountTemplate template,
    ProfileSet profiles
) : IAccountSource
{
    private IReadOnlyList<AccountRow>? _rows;

    public async Task<IReadOnlyList<SelectedAccount>> ReadAsync(string? tokenCode, CancellationToken cancellationToken)
    {
        // Stdin can be read once, and a code may be asked for in between.
        _rows ??= await read(cancellationToken).ConfigureAwait(false);
        return [.. _rows.Select(Of)];
    }

    private SelectedAccount Of(AccountRow row)
    {
        if (row.Regions.FirstOrDefault(region => !RegionName.IsValid(region)) is { } wrong)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"Account {row.Id} of the accounts file has the region '{wrong}', which is none.",
                "Use names such as eu-central-1, separated by commas or blanks."
            );
        }

        var account = row.Profile is { } profile
            ? OfProfile(row, profile)
            : (row.Role is null ? template : template with { RoleName = row.Role }).Create(
                row.Id,
                row.Name,
                row.Attributes
            );
        return account with { Attributes = row.Attributes, Regions = row.Regions, Place = row.Place.Short };
    }

    private SelectedAccount OfProfile(AccountRow row, string profile)
    {
        var account = profiles.Find(profile) is { } known ? ProfileAccounts.AccountOf(known) : null;
        AccountTemplate.RequireSame(row.Id, account, $"Profile '{profile}'");
        return new SelectedAccount(row.Id, row.Name, new AssumeTarget { Profile = profile });
    }
}
