"""The words with which a line begins, and what they say is to be made. Written without accents."""

from sync.records.engagements import EngagementFormat

_ONE_ON_ONE = """
    meet|meet with|meet up with|see|sit down with|talk to|talk with|speak to|speak with|coffee with|chat with
    one-on-one with|1:1 with|reunirme con|reunirse con|reunirnos con|reunion con|quedar con|ver a|hablar con
    habla con|cafe con|platicar con|juntarme con|verme con|cita con"""
_CALL = """
    call|phone|ring|telephone|give a call to|call up|llamar|llamar a|llama a|llamarle a|llamale a|llamada a
    llamada con|telefonear a|telefonear"""
_VISIT = "visit|drop by|stop by|drop in on|visitar|visitar a|visita a|pasar a ver a|ir a ver a"
_EMAIL = """
    email|e-mail|write to|send an email to|send email to|escribir a|escribirle a|escribe a|correo a
    enviar correo a|enviar un correo a|mandar correo a|mandar un correo a"""
_TEXT = """
    text|message|send a text to|send a message to|mensaje a|mandar mensaje a|mandar un mensaje a
    enviar mensaje a|enviar un mensaje a|textear a"""
_FOLLOW_UP = "follow up with|check in with|dar seguimiento a|seguimiento con|seguimiento a"


def _phrases(words: str) -> tuple[str, ...]:
    return tuple(
        phrase.strip() for line in words.splitlines() for phrase in line.split("|") if phrase.strip()
    )


CONTACTS = {
    EngagementFormat.CALL: _phrases(_CALL),
    EngagementFormat.ONE_ON_ONE: _phrases(_ONE_ON_ONE),
    EngagementFormat.VISIT: _phrases(_VISIT),
    EngagementFormat.EMAIL: _phrases(_EMAIL),
    EngagementFormat.TEXT_MESSAGE: _phrases(_TEXT),
    EngagementFormat.OTHER: _phrases(_FOLLOW_UP),
}
TASKS = _phrases("todo|to-do|to do|task|action|action item|new task|pendiente|tarea|nueva tarea|por hacer")
NEWCOMERS = _phrases(
    """new person|add person|add a person|person|new contact|add contact|new member|nueva persona
    persona nueva|agregar persona|anadir persona|agregar a una persona|nuevo contacto|contacto nuevo
    persona|agregar contacto"""
)
FILLERS = _phrases(
    """remember to|remind me to|i need to|need to|have to|i will|please|hay que|tengo que|recordar|por favor
    recuerdame"""
)
"""What may stand first and says nothing about what is to be made."""
STOPS = frozenset(
    _phrases(
        """about|at|re|regarding|in|on|for|to|from|by|with|before|after|when|if|that|because|tonight|again
        back|soon|next|later|asap|-|–|—|sobre|en|por|para|acerca|cuando|antes|despues|si|que|con|porque
        otra|esta|pronto|luego"""
    )
)
"""Words with which the name of somebody is over, in small letters: Moms For Learning goes on."""
ARTICLES = frozenset(["a", "al", "the", "el", "la", "los", "las"])
"""What may stand before a name."""
BETWEEN = frozenset(["and", "&", "y", "e"])
"""What stands between two names."""
MYSELF = frozenset(["me", "myself", "i", "mi", "yo", "mimismo"])
