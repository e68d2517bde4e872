using System.Xml.Linq;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Query;

namespace RoleAssist.Sandbox.Iam;

/// <summary>
/// The actions on access keys, for example
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html.
/// </summary>
internal sealed class AccessKeyActions(AccessKeys keys)
{
    public IEnumerable<XElement?> Create(QueryParameters parameters, Caller caller, DateTimeOffset now)
    {
        var reader = new ParameterReader(parameters);
        var name = reader.Optional(IamRules.UserName);
        reader.ThrowIfInvalid();
        var user = UserPolicy.RequireOwnKeys(caller, "CreateAccessKey", name);
        return keys.Create(user, now) is { } key
            ? [IamXml.NewKey(key)]
            : throw new ServiceException(
                409,
                "LimitExceeded",
                $"Cannot exceed quota for AccessKeysPerUser: {AccessKeys.QuotaPerUser}"
            );
    }

    /// <summary>Deactivates or activates a key. Its user may do so with the key itself.</summary>
    public IEnumerable<XElement?>? Update(QueryParameters parameters, Caller caller, DateTimeOffset now)
    {
        var reader = new ParameterReader(parameters);
        var name = reader.Optional(IamRules.UserName);
        var id = reader.Required(IamRules.AccessKeyId);
        var status = reader.Required(IamRules.Status);
        reader.ThrowIfInvalid();
        var user = UserPolicy.RequireOwnKeys(caller, "UpdateAccessKey", name);
        SetStatus(user, id, Enum.Parse<KeyStatus>(status));
        return null;
    }

    public IEnumerable<XElement?>? Delete(QueryParameters parameters, Caller caller, DateTimeOffset now)
    {
        var reader = new ParameterReader(parameters);
        var name = reader.Optional(IamRules.UserName);
        var id = reader.Required(IamRules.AccessKeyId);
        reader.ThrowIfInvalid();
        SetStatus(UserPolicy.RequireOwnKeys(caller, "DeleteAccessKey", name), id, KeyStatus.Deleted);
        return null;
    }

    /// <summary>Describes the last use of a key. The call has no user name: the key determines the user.</summary>
    public IEnumerable<XElement?> LastUsed(QueryParameters parameters, Caller caller, DateTimeOffset now)
    {
        var reader = new ParameterReader(parameters);
        var id = reader.Required(IamRules.AccessKeyId);
        reader.ThrowIfInvalid();
        if (keys.Find(id) is not { Status: not KeyStatus.Deleted } key)
        {
            throw NoSuchKey(id);
        }

        return caller.User == key.Owner && UserPolicy.HasRequiredMfa(key.Owner, caller)
            ? [IamXml.Writer.Text("UserName", key.Owner.Name), IamXml.LastUse(key.LastUse)]
            : throw UserPolicy.Denied(caller, "GetAccessKeyLastUsed", $"access key {id}");
    }

    private void SetStatus(User user, string id, KeyStatus status)
    {
        if (!keys.SetStatus(user, id, status))
        {
            throw NoSuchKey(id);
        }
    }

    private static ServiceException NoSuchKey(string id) =>
        new(404, "NoSuchEntity", $"The Access Key with id {id} cannot be found.");
}
