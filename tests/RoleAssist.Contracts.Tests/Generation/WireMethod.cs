using System.Reflection;
using System.Text.Json;
using StreamJsonRpc;

namespace RoleAssist.Contracts.Tests.Generation;

/// <summary>A wire method, read from its C# declaration.</summary>
internal sealed record WireMethod(MethodInfo Declaration)
{
    private static readonly Type[] Interfaces = [typeof(IRoleAssistServer), typeof(IRoleAssistClient)];

    /// <summary>All methods, in source order.</summary>
    public static IReadOnlyList<WireMethod> All { get; } =
    [
        .. Interfaces.SelectMany(type =>
            type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
                .OrderBy(method => method.MetadataToken)
                .Select(method => new WireMethod(method))
        ),
    ];

    /// <summary>The root types on the wire: params, results and error data.</summary>
    public static IReadOnlyList<Type> Messages { get; } =
    [
        .. All.SelectMany(method => method.Params.Append(method.Result))
            .OfType<Type>()
            .Append(typeof(ErrorData))
            .Distinct(),
    ];

    public JsonRpcMethodAttribute Attribute =>
        Declaration.GetCustomAttribute<JsonRpcMethodAttribute>()
        ?? throw new InvalidOperationException($"{this} has no [JsonRpcMethod] that names it on the wire.");

    public string Name => Attribute.Name!;

    /// <summary>The name in code: <c>ListProfilesAsync</c> becomes <c>listProfiles</c>.</summary>
    public string Key =>
        JsonNamingPolicy.CamelCase.ConvertName(
            Declaration.Name.EndsWith("Async", StringComparison.Ordinal)
                ? Declaration.Name[..^"Async".Length]
                : Declaration.Name
        );

    public bool IsSentByHost => Declaration.DeclaringType == typeof(IRoleAssistClient);

    /// <summary>Whether it is a notification. StreamJsonRpc sends methods that return a task as requests.</summary>
    public bool IsNotification => Declaration.ReturnType == typeof(void);

    public IReadOnlyList<Type> Params =>
        [
            .. Declaration
                .GetParameters()
                .Select(parameter => parameter.ParameterType)
                .Where(type => type != typeof(CancellationToken)),
        ];

    public bool TakesToken =>
        Declaration.GetParameters() is [.., { } last] && last.ParameterType == typeof(CancellationToken);

    /// <summary>The result type; null if the response carries no result.</summary>
    public Type? Result =>
        Declaration.ReturnType.IsGenericType ? Declaration.ReturnType.GetGenericArguments().Single() : null;

    public override string ToString() => $"{Declaration.DeclaringType!.Name}.{Declaration.Name}";
}
