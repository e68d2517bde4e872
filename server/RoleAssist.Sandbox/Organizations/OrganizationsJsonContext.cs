using System.Text.Json.Serialization;
using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Organizations;

/// <summary>The JSON of Organizations, and inside its tokens.</summary>
[JsonSerializable(typeof(OrganizationsRequest))]
[JsonSerializable(typeof(PagePosition))]
[JsonSerializable(typeof(ListAccountsAnswer))]
[JsonSerializable(typeof(ListRootsAnswer))]
[JsonSerializable(typeof(ListUnitsAnswer))]
[JsonSerializable(typeof(ListTagsAnswer))]
[JsonSerializable(typeof(DescribeOrganizationAnswer))]
[JsonSerializable(typeof(OrganizationsError))]
internal sealed partial class OrganizationsJsonContext : JsonSerializerContext
{
    public static OrganizationsJsonContext PascalCase { get; } = new(ServiceJson.PascalCase());
}
