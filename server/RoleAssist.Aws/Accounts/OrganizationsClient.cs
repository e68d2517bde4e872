using System.Text.Json;
using RoleAssist.Aws.Formats;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Aws.Accounts;

/// <summary>
/// Calls AWS Organizations with its JSON protocol
/// (https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html). The four calls need much less
/// code than its SDK client.
/// </summary>
public sealed class OrganizationsClient(AwsHttpClients http, RetryPolicy retries, SkewCorrectedTime time)
    : IOrganizations
{
    private const string Service = "organizations";
    private const string Target = "AWSOrganizationsV20161128";
    private const string ContentType = "application/x-amz-json-1.1";

    /// <summary>Pages have at most 20 accounts, and may be empty.</summary>
    private const int MaxPages = 5_000;

    public Task<IReadOnlyList<OrganizationAccount>> ListAccountsAsync(
        OrganizationsCaller caller,
        string? parent,
        CancellationToken cancellationToken
    ) =>
        ListAsync(
            caller,
            parent is null ? "ListAccounts" : "ListAccountsForParent",
            parent is null ? [] : [("ParentId", parent)],
            "Accounts",
            AccountOf,
            cancellationToken
        );

    public Task<IReadOnlyList<OrganizationalUnit>> ListUnitsAsync(
        OrganizationsCaller caller,
        string? parent,
        CancellationToken cancellationToken
    ) =>
        ListAsync(
            caller,
            parent is null ? "ListRoots" : "ListOrganizationalUnitsForParent",
            parent is null ? [] : [("ParentId", parent)],
            parent is null ? "Roots" : "OrganizationalUnits",
            fields =>
                (fields.Text("Id"), fields.Text("Name")) is ({ } id, { } name)
                    ? new OrganizationalUnit(id, name)
                    : null,
            cancellationToken
        );

    public async Task<IReadOnlyDictionary<string, string>> ListTagsAsync(
        OrganizationsCaller caller,
        string account,
        CancellationToken cancellationToken
    )
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        var found = await ListAsync(
                caller,
                "ListTagsForResource",
                [("ResourceId", account)],
                "Tags",
                fields => fields.Text("Key") is { } key ? Tuple.Create(key, fields.Text("Value") ?? "") : null,
                cancellationToken
            )
            .ConfigureAwait(false);
        foreach (var (key, value) in found)
        {
            tags[key] = value;
        }

        return tags;
    }

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        OrganizationsCaller caller,
        string action,
        IReadOnlyList<(string Name, string Value)> parameters,
        string list,
        Func<JsonFields, T?> read,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var found = await PagedList
            .ReadAsync(
                next =>
                    CallAsync(
                        caller,
                        action,
                        next is null ? parameters : [.. parameters, ("NextToken", next)],
                        cancellationToken
                    ),
                list,
                "NextToken",
                read,
                MaxPages
            )
            .ConfigureAwait(false);
        return found ?? throw OrganizationsErrors.Invalid(caller, action);
    }

    private async Task<JsonFields> CallAsync(
        OrganizationsCaller caller,
        string action,
        IReadOnlyList<(string Name, string Value)> parameters,
        CancellationToken cancellationToken
    )
    {
        var body = BodyOf(parameters);
        var client = await http.ForAsync(caller.Endpoint, cancellationToken).ConfigureAwait(false);
        return await retries
            .RunAsync(
                async stop =>
                {
                    using var request = SignedRequest.Create(
                        Service,
                        caller.Endpoint,
                        ContentType,
                        body,
                        caller.Credentials,
                        time.GetUtcNow(),
                        new KeyValuePair<string, string>("X-Amz-Target", $"{Target}.{action}")
                    );
                    var answer = await HttpAnswer.OfAsync(client, request, stop).ConfigureAwait(false);
                    return answer.IsOk && JsonFields.Parse(answer.Body) is { } fields
                        ? fields
                        : throw OrganizationsErrors.Refused(caller, action, answer);
                },
                fault => OrganizationsErrors.Translate(caller, action, fault),
                Idempotency.Idempotent,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static byte[] BodyOf(IReadOnlyList<(string Name, string Value)> parameters)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in parameters)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>
    /// Reads an account. <c>State</c> is more precise than the older <c>Status</c>
    /// (https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html). The account in its ARN is the
    /// management account, <c>arn:PARTITION:organizations::MANAGEMENT:account/o-ID/ID</c>.
    /// </summary>
    private static OrganizationAccount? AccountOf(JsonFields fields) =>
        fields.Text("Id") is { } id
        && Identifiers.IsAwsAccount(id)
        && (fields.Text("State") ?? fields.Text("Status")) is { } state
            ? new OrganizationAccount(
                id,
                DisplayText.FromServer(fields.Text("Name") ?? id),
                fields.Text("Email") is { } email ? DisplayText.FromServer(email) : null,
                state
            )
            {
                IsManagement = fields.Text("Arn") is { } arn && Arn.AccountOf(arn) == id,
            }
            : null;
}
