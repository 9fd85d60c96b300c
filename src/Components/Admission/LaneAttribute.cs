namespace Components.Admission;

/// <summary>Puts an endpoint, or a page of the application, into a lane of its own choice; see <see cref="AdmissionSetup.UseAdmission"/>.</summary>
/// <param name="lane">Which.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class LaneAttribute(Lane lane) : Attribute
{
    /// <summary>Which.</summary>
    public Lane Lane { get; } = lane;
}
