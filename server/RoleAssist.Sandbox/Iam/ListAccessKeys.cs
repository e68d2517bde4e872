using System.Xml.Linq;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Query;

namespace RoleAssist.Sandbox.Iam;

/// <summary>https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html, with its pages.</summary>
internal sealed class ListAccessKeys(AccessKeys keys)
{
    private const int DefaultMaxItems = 100;

    public IEnumerable<XElement?> Perform(QueryParameters parameters, Caller caller, DateTimeOffset now)
    {
        var reader = new ParameterReader(parameters);
        var name = reader.Optional(IamRules.UserName);
        var marker = reader.Optional(IamRules.Marker);
        var maxItems = reader.Optional(IamRules.MaxItems) ?? DefaultMaxItems;
        reader.ThrowIfInvalid();

        var left = After(marker, keys.ForUser(UserPolicy.RequireOwnKeys(caller, "ListAccessKeys", name)));
        var page = left.Take(maxItems).ToList();
        var isTruncated = page.Count < left.Count;
        return
        [
            IamXml.Writer.Group("AccessKeyMetadata", page.Select(IamXml.ListedKey)),
            IamXml.Writer.Text("IsTruncated", isTruncated ? "true" : "false"),
            isTruncated ? IamXml.Writer.Text("Marker", MarkerOf(page[^1])) : null,
        ];
    }

    private static List<AccessKey> After(string? marker, IReadOnlyList<AccessKey> all)
    {
        if (marker is null)
        {
            return [.. all];
        }

        var left = all.SkipWhile(key => MarkerOf(key) != marker).Skip(1).ToList();
        return left.Count > 0 ? left : throw new ServiceException(400, "ValidationError", "Invalid Marker.");
    }

    /// <summary>
    /// Gets the marker for the page after a key. Clients must not read it, so it does not show the ID.
    /// </summary>
    private static string MarkerOf(AccessKey key) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(key.Id));
}
