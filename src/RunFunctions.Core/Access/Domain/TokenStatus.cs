namespace RunFunctions.Core.Access.Domain;

/// <summary>Whether a token is accepted. Wire names are the lowercase words.</summary>
public enum TokenStatus
{
    Active,
    Expired,
    Revoked,
}
