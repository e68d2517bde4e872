using System.Text.Json.Serialization;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace RoleAssist.Contracts;

/// <summary>
/// Source-generated JSON serialization of the wire's types. A params object with an unknown or a missing member is
/// rejected.
/// </summary>
[JsonSourceGenerationOptions(
    // The formatter has options of its own, for which the generated fast path is of no use.
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(InitializeParams))]
[JsonSerializable(typeof(InitializeResult))]
[JsonSerializable(typeof(InitializedParams))]
[JsonSerializable(typeof(SetTraceParams))]
[JsonSerializable(typeof(ListProfilesParams))]
[JsonSerializable(typeof(ProfileList))]
[JsonSerializable(typeof(ProfilesChangedParams))]
[JsonSerializable(typeof(SetUpProfileParams))]
[JsonSerializable(typeof(SetUpProfileResult))]
[JsonSerializable(typeof(AssumeParams))]
[JsonSerializable(typeof(AssumeResult))]
[JsonSerializable(typeof(RefreshSessionParams))]
[JsonSerializable(typeof(EndSessionParams))]
[JsonSerializable(typeof(RestoreSessionsParams))]
[JsonSerializable(typeof(RestoredSessions))]
[JsonSerializable(typeof(ListSessionsParams))]
[JsonSerializable(typeof(SessionsSnapshot))]
[JsonSerializable(typeof(GetTerminalEnvironmentParams))]
[JsonSerializable(typeof(TerminalEnvironment))]
[JsonSerializable(typeof(GetTerminalStatementParams))]
[JsonSerializable(typeof(TerminalStatement))]
[JsonSerializable(typeof(GetCallerIdentityParams))]
[JsonSerializable(typeof(CallerIdentity))]
[JsonSerializable(typeof(ListCodeTemplatesParams))]
[JsonSerializable(typeof(CodeTemplateList))]
[JsonSerializable(typeof(GenerateCodeParams))]
[JsonSerializable(typeof(CodeResult))]
[JsonSerializable(typeof(FindHardCodedKeysParams))]
[JsonSerializable(typeof(HardCodedKeyList))]
[JsonSerializable(typeof(RunDiagnosticsParams))]
[JsonSerializable(typeof(DiagnosticsReport))]
[JsonSerializable(typeof(StartSandboxParams))]
[JsonSerializable(typeof(SandboxInfo))]
[JsonSerializable(typeof(StopSandboxParams))]
[JsonSerializable(typeof(GetSandboxCodeParams))]
[JsonSerializable(typeof(SandboxCode))]
[JsonSerializable(typeof(CreateConsoleLinkParams))]
[JsonSerializable(typeof(ConsoleLinkInfo))]
[JsonSerializable(typeof(ListConsoleServicesParams))]
[JsonSerializable(typeof(ConsoleServiceList))]
[JsonSerializable(typeof(GetVaultStatusParams))]
[JsonSerializable(typeof(VaultStatus))]
[JsonSerializable(typeof(ListVaultKeysParams))]
[JsonSerializable(typeof(VaultKeyList))]
[JsonSerializable(typeof(ImportKeysParams))]
[JsonSerializable(typeof(ImportKeysResult))]
[JsonSerializable(typeof(AddKeyParams))]
[JsonSerializable(typeof(ImportedKey))]
[JsonSerializable(typeof(RemoveKeyParams))]
[JsonSerializable(typeof(RotateKeyParams))]
[JsonSerializable(typeof(RotateKeyResult))]
[JsonSerializable(typeof(UnlockVaultParams))]
[JsonSerializable(typeof(CreateVaultParams))]
[JsonSerializable(typeof(LockVaultParams))]
[JsonSerializable(typeof(ListAccountsParams))]
[JsonSerializable(typeof(AccountList))]
[JsonSerializable(typeof(StartRunParams))]
[JsonSerializable(typeof(StartedRun))]
[JsonSerializable(typeof(CancelRunParams))]
[JsonSerializable(typeof(RetryRunParams))]
[JsonSerializable(typeof(ForgetRunParams))]
[JsonSerializable(typeof(RunsSnapshot))]
[JsonSerializable(typeof(ListRunItemsParams))]
[JsonSerializable(typeof(RunItemList))]
[JsonSerializable(typeof(GetRunOutputParams))]
[JsonSerializable(typeof(RunOutput))]
[JsonSerializable(typeof(ExportRunParams))]
[JsonSerializable(typeof(BeginSignInParams))]
[JsonSerializable(typeof(BegunSignIn))]
[JsonSerializable(typeof(AwaitSignInParams))]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(SubmitSignInCodeParams))]
[JsonSerializable(typeof(EndSignInParams))]
[JsonSerializable(typeof(EndedSignIn))]
[JsonSerializable(typeof(ListSignInsParams))]
[JsonSerializable(typeof(SignInsSnapshot))]
[JsonSerializable(typeof(SetUpSignInParams))]
[JsonSerializable(typeof(SetUpSignInResult))]
[JsonSerializable(typeof(PreviewPopulateParams))]
[JsonSerializable(typeof(PopulatePreview))]
[JsonSerializable(typeof(ApplyPopulateParams))]
[JsonSerializable(typeof(PopulateResult))]
[JsonSerializable(typeof(UndoPopulateParams))]
[JsonSerializable(typeof(UndonePopulate))]
[JsonSerializable(typeof(ErrorData))]
// StreamJsonRpc's own types: without RequestId in the context, $/cancelRequest is silently ignored.
[JsonSerializable(typeof(RequestId))]
[JsonSerializable(typeof(CommonErrorData))]
public sealed partial class WireJsonContext : JsonSerializerContext;
