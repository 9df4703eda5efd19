"""An approval from its submission to its second round, by the client that was generated from the OpenAPI document."""

import os
from uuid import uuid4

from client import AuthenticatedClient
from client.api.tickets import (
    inspect_ticket,
    list_tickets,
    overrule_tickets,
    pass_tickets,
    submit_overruled_tickets,
    submit_ticket,
)
from client.models import (
    ListScope,
    OverruleBody,
    PassBody,
    Refusal,
    TicketListBody,
    TicketStateCode,
    TicketTypeCode,
    VipDetails,
    VipGroup,
    VipSubmission,
    VipSubmissionType,
)


def caller(part: str) -> AuthenticatedClient:
    return AuthenticatedClient(base_url=os.environ["GONGDAN_URL"], token=os.environ[part])


applicant, first, second = caller("APPLICANT"), caller("FIRST"), caller("SECOND")

section = VipDetails(vip_count=2)
ticket = VipSubmission(type_=VipSubmissionType.VIP, ticket_name="虚拟IP", network=VipGroup(vip=section))
submitted = submit_ticket.sync(client=applicant, body=ticket)
assert submitted.scode == 0, submitted
uuid = submitted.data.ticket_uuid

todo = list_tickets.sync(client=first, scope=ListScope.TODO, filter_type=[TicketTypeCode.VIP])
assert uuid in [row.ticket_uuid for row in todo.data.list_], todo

passed = pass_tickets.sync(client=first, body=PassBody(list_=[uuid, str(uuid4())], reason="同意"))
assert (passed.scode, passed.data.success, passed.data.fail) == (10, 1, 1), passed
assert [result.scode for result in passed.data.results] == [0, 3001], passed

shown = inspect_ticket.sync(client=applicant, ticket_uuid=uuid)
assert shown.data.network.vip.vip_count == 2, shown
assert [entry.type_ for entry in shown.data.history] == ["ticket.submitted", "ticket.step-passed"], shown
assert shown.data.history[1].reason == "同意", shown

overruled = overrule_tickets.sync(client=second, body=OverruleBody(list_=[uuid], reason="数量过多"))
assert overruled.scode == 0, overruled
again = submit_overruled_tickets.sync(client=applicant, body=TicketListBody(list_=[uuid]))
assert again.scode == 0, again
shown = inspect_ticket.sync(client=applicant, ticket_uuid=uuid)
assert shown.data.ticket_state_code == TicketStateCode.PENDING, shown
assert shown.data.history[-1].round_ == 2, shown

refused = inspect_ticket.sync(client=applicant, ticket_uuid=str(uuid4()))
assert isinstance(refused, Refusal) and refused.scode == 3001, refused
print("done")
