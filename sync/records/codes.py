"""Codes that say from which reference list they come.

A code outlives its list: an old record keeps it although a newer pack renamed
or dropped the word.
"""

from typing import Annotated

from pydantic import AfterValidator, Field

from sync.records.types import Code, CodeOf, SetOf, sorted_members

CodeSet = Annotated[tuple[Code, ...], Field(max_length=200), AfterValidator(sorted_members), SetOf()]
"""Codes that merge by adding and removing."""

AccountCode = Annotated[Code, CodeOf("account")]
AccountCodes = Annotated[CodeSet, CodeOf("account")]
CompletionRuleCode = Annotated[Code, CodeOf("completion_rule")]
DimensionCode = Annotated[Code, CodeOf("dimension")]
DimensionCodes = Annotated[CodeSet, CodeOf("dimension")]
FrameItemCode = Annotated[Code, CodeOf("frame_item")]
FrameItemCodes = Annotated[CodeSet, CodeOf("frame_item")]
KeyQuestionCode = Annotated[Code, CodeOf("key_question")]
LevelCode = Annotated[Code, CodeOf("level")]
LevelCodes = Annotated[CodeSet, CodeOf("level")]
LevelIndicatorCode = Annotated[Code, CodeOf("level_indicator")]
MemberRoleCode = Annotated[Code, CodeOf("member_role")]
MemberRoleCodes = Annotated[CodeSet, CodeOf("member_role")]
ProgramCode = Annotated[Code, CodeOf("program")]
ProjectTypeCode = Annotated[Code, CodeOf("project_type")]
RegionCode = Annotated[Code, CodeOf("region")]
RuleCode = Annotated[Code, CodeOf("rule")]
SectorCode = Annotated[Code, CodeOf("sector")]
SectorCodes = Annotated[CodeSet, CodeOf("sector")]
StudentGroupCode = Annotated[Code, CodeOf("student_group")]
SupportTypeCode = Annotated[Code, CodeOf("support_type")]
TopicCode = Annotated[Code, CodeOf("topic")]
TopicCodes = Annotated[CodeSet, CodeOf("topic")]
