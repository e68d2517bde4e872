using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Accounts;

/// <summary>How to get into accounts that have no profile: the same role in each, assumed by the same profile.</summary>
/// <param name="RoleName">The role's name, with its path if it has one; an ARN is used as it is.</param>
/// <param name="SourceProfile">The profile that assumes the role; null for the default profile.</param>
/// <param name="Region">A region in the partition of the accounts; null for AWS' commercial partition.</param>
public sealed record AccountTemplate(string? RoleName, string? SourceProfile, string? Region)
{
    /// <summary>Gets whether an account may have no role, because it is only listed.</summary>
    public bool IsRoleOptional { get; init; }

    /// <summary>Creates the account for an ID.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: there is no role, it is not a valid one, or it is in another account.
    /// </exception>
    public SelectedAccount Create(string id, string name, IReadOnlyDictionary<string, string> attributes)
    {
        if (RoleName is null && IsRoleOptional)
        {
            return new SelectedAccount(id, name, new AssumeTarget()) { Attributes = attributes };
        }

        var role =
            RoleName?.Trim().TrimStart('/')
            ?? throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"Account {id} has no role to assume.",
                "Name the role that exists in each account: --role OrganizationAccountAccessRole"
            );
        var arn = RoleReference.ToArn(
            role.StartsWith("arn:", StringComparison.Ordinal) ? role : $"{id}/{role}",
            Region
        );
        RequireSame(id, RoleArn.TryParse(arn, out var parsed) ? parsed.Account : null, $"The role {arn}");
        return new SelectedAccount(id, name, new AssumeTarget { RoleArn = arn, SourceProfile = SourceProfile })
        {
            RoleArn = arn,
            Attributes = attributes,
        };
    }

    /// <summary>Requires that a role or profile is in the account that it is used for.</summary>
    /// <param name="id">The account's ID.</param>
    /// <param name="account">The account of the role or profile; null or empty if it is not known.</param>
    /// <param name="what">The role or profile, as the beginning of a sentence.</param>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: it is in another one.</exception>
    public static void RequireSame(string id, string? account, string what)
    {
        if (!string.IsNullOrEmpty(account) && account != id)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"{what} is in account {account}, not in {id}, which it is listed for.",
                "Correct the id, or the role or profile."
            );
        }
    }
}
