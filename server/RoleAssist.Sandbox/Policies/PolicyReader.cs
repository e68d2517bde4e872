using System.Text.Json;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Policies;

/// <summary>
/// Reads trust policies by IAM's grammar
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html), with IAM's errors.
/// </summary>
internal static class PolicyReader
{
    public const string Malformed = "MalformedPolicyDocument";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly string[] PolicyElements = ["Version", "Id", "Statement"];
    private static readonly string[] StatementElements = ["Sid", "Effect", "Principal", "Action", "Condition"];
    private static readonly string[] PrincipalTypes = [Principal.Aws, Principal.Federated, Principal.Service];

    /// <exception cref="ServiceException">IAM, or this sandbox, does not accept the policy.</exception>
    public static PolicyDocument Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Policy(document.RootElement);
        }
        catch (JsonException)
        {
            throw Error("This policy contains invalid Json");
        }
    }

    private static PolicyDocument Policy(JsonElement policy)
    {
        RequireElements(policy, PolicyElements);
        if (policy.TryGetProperty("Version", out var version) && Texts(version) is not ["2012-10-17" or "2008-10-17"])
        {
            throw Error("The policy must contain a valid version string.");
        }

        return policy.TryGetProperty("Statement", out var statement) && Items(statement) is { Count: > 0 } statements
            ? new PolicyDocument([.. statements.Select(Statement)])
            : throw Syntax();
    }

    private static PolicyStatement Statement(JsonElement statement)
    {
        RequireElements(statement, StatementElements);
        var actions = statement.TryGetProperty("Action", out var action) ? Texts(action) : throw Syntax();
        if (actions.Any(name => name != "*" && !name.StartsWith("sts:", StringComparison.OrdinalIgnoreCase)))
        {
            throw Error("AssumeRole policy may only specify STS AssumeRole actions.");
        }

        return new PolicyStatement(
            statement.TryGetProperty("Effect", out var effect) ? Effect(effect) : throw Syntax(),
            statement.TryGetProperty("Principal", out var principal) ? Principals(principal) : throw Syntax(),
            actions,
            statement.TryGetProperty("Condition", out var condition) ? Conditions(condition) : []
        );
    }

    public static PolicyEffect Effect(JsonElement effect) =>
        Texts(effect) switch
        {
            ["Allow"] => PolicyEffect.Allow,
            ["Deny"] => PolicyEffect.Deny,
            _ => throw Syntax(),
        };

    private static IReadOnlyList<Principal> Principals(JsonElement principal)
    {
        if (principal.ValueKind == JsonValueKind.String)
        {
            return principal.GetString() == Principal.Everyone
                ? [new Principal(Principal.Aws, Principal.Everyone)]
                : throw Error("Invalid principal in policy");
        }

        RequireElements(principal, PrincipalTypes);
        return
        [
            .. principal
                .EnumerateObject()
                .SelectMany(type => Texts(type.Value).Select(id => new Principal(type.Name, id))),
        ];
    }

    public static IReadOnlyList<PolicyCondition> Conditions(JsonElement condition) =>
        [
            .. Properties(condition)
                .SelectMany(operation =>
                {
                    var parsed = ConditionOperator.Parse(operation.Name);
                    return Properties(operation.Value)
                        .Select(key => new PolicyCondition(parsed, key.Name, Texts(key.Value)));
                }),
        ];

    private static JsonElement.ObjectEnumerator Properties(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : throw Syntax();

    public static IReadOnlyList<JsonElement> Items(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [element];

    /// <summary>Reads a value or a list of values; booleans and numbers may be written without quotes.</summary>
    public static IReadOnlyList<string> Texts(JsonElement element) =>
        [
            .. Items(element)
                .Select(item =>
                    item.ValueKind switch
                    {
                        JsonValueKind.String => item.GetString()!,
                        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number => item.GetRawText(),
                        _ => throw Syntax(),
                    }
                ),
        ];

    private static void RequireElements(JsonElement element, string[] known)
    {
        var unknown = Properties(element)
            .Select(property => property.Name)
            .FirstOrDefault(name => !known.Contains(name));
        if (unknown is "Resource" or "NotResource" or "NotPrincipal")
        {
            throw Error($"Has prohibited field {unknown}");
        }

        if (unknown is not null)
        {
            throw Syntax();
        }
    }

    private static ServiceException Syntax() => Error("Syntax errors in policy.");

    private static ServiceException Error(string message) => new(400, Malformed, message);
}
