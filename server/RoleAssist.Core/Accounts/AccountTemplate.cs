using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Accounts;

/// <summary>How to get into accounts that have no profile: the same role in each, assumed by the same profile.</summary>
/// <param name="RoleName">The role's name, with its path if it has one; an ARN is used as it is.</param>
/// <param name="SourceProfile">The profile that assumes the role; null for the default profile.</param>
/// <param name="Region">A region in the partition of the accounts; null for AWS' commercial partition.</param>
public sealed record AccountTemplate(string? RoleName, string? SourceProfile, string? Region)
{
    /// <summary>Creates the account for an ID.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: there is no role, or it is not a valid one.
    /// </exception>
    public SelectedAccount Create(string id, string name, IReadOnlyDictionary<string, string> attributes)
    {
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
        return new SelectedAccount(id, name, new AssumeTarget { RoleArn = arn, SourceProfile = SourceProfile })
        {
            RoleArn = arn,
            Attributes = attributes,
        };
    }
}
