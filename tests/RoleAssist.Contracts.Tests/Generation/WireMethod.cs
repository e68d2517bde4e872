using System.Reflection;
using System.Text.Json;
using StreamJsonRpc;

namespace RoleAssist.Contracts.Tests.Generation;

/// <summary>A method of the wire, read from its C# declaration.</summary>
internal sealed record WireMethod(MethodInfo Declaration)
{
    private static readonly Type[] Interfaces = [typeof(IRoleAssistServer), typeof(IRoleAssistClient)];

    /// <summary>Every method, in the order of the source.</summary>
    public static IReadOnlyList<WireMethod> All { get; } =
    [
        .. Interfaces.SelectMany(type => type
            .GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .OrderBy(method => method.MetadataToken)
            .Select(method => new WireMethod(method))),
    ];

    /// <summary>The types that cross the wire as a whole: params, results and the data of errors.</summary>
    public static IReadOnlyList<Type> Messages { get; } =
    [
        .. All.SelectMany(method => method.Params.Append(method.Result)).OfType<Type>().Append(typeof(ErrorData)).Distinct(),
    ];

    public JsonRpcMethodAttribute Attribute => Declaration.GetCustomAttribute<JsonRpcMethodAttribute>()
        ?? throw new InvalidOperationException($"{this} has no [JsonRpcMethod] that names it on the wire.");

    public string Name => Attribute.Name!;

    /// <summary>The name that programs use: <c>ListProfilesAsync</c> is <c>listProfiles</c>.</summary>
    public string Key => JsonNamingPolicy.CamelCase.ConvertName(
        Declaration.Name.EndsWith("Async", StringComparison.Ordinal) ? Declaration.Name[..^"Async".Length] : Declaration.Name);

    public bool IsSentByHost => Declaration.DeclaringType == typeof(IRoleAssistClient);

    /// <summary>Whether nobody answers it. StreamJsonRpc sends a request for whatever returns a task.</summary>
    public bool IsNotification => Declaration.ReturnType == typeof(void);

    public IReadOnlyList<Type> Params =>
        [.. Declaration.GetParameters().Select(parameter => parameter.ParameterType).Where(type => type != typeof(CancellationToken))];

    public bool TakesToken => Declaration.GetParameters() is [.., { } last] && last.ParameterType == typeof(CancellationToken);

    /// <summary>What it answers; null where the answer says no more than that it is done.</summary>
    public Type? Result => Declaration.ReturnType.IsGenericType ? Declaration.ReturnType.GetGenericArguments().Single() : null;

    public override string ToString() => $"{Declaration.DeclaringType!.Name}.{Declaration.Name}";
}
